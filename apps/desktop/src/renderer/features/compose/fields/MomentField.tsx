import { momentOf } from "@parley/protocol";
import type { ReactNode } from "react";
import { Button } from "../../../ui/Button.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { setField, textOf } from "../draft-fields.ts";
import { anchorOf } from "../draft-problems.ts";
import type { ComposeForm } from "../form.ts";
import { TypedMoment } from "./TypedMoment.tsx";

/** A time of the incident. */
export function MomentField({
  form,
  field,
  label,
  now = false,
}: {
  form: ComposeForm;
  field: string;
  label: string;
  /** Offers the present minute. */
  now?: boolean;
}): ReactNode {
  const value = textOf(form.draft, field);
  const put = (moment: string): void => form.change(setField(field, moment));
  return (
    <div id={anchorOf(field)}>
      <TypedMoment
        form={form}
        label={label}
        note={say(compose.optional)}
        value={value}
        onValue={put}
        error={form.errorOf(field)}
        beside={
          now && (
            <Button kind="quiet" size="s" icon="clock" onClick={() => put(minuteOf(form.now))}>
              {say(compose.time.now)}
            </Button>
          )
        }
      />
    </div>
  );
}

/** The full minute of an instant. */
export function minuteOf(at: number): string {
  return momentOf(Math.floor(at / 60_000) * 60_000);
}
