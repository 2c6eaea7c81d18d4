import { PRECEDENCE, PRECEDENCE_HOURS, PRECEDENCE_LABEL } from "@parley/protocol";
import type { ReactNode } from "react";
import { Button } from "../../../ui/Button.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { askOf, setAsk } from "../draft-fields.ts";
import { anchorOf } from "../draft-problems.ts";
import type { ComposeForm } from "../form.ts";
import { minuteOf } from "./MomentField.tsx";
import { TypedMoment } from "./TypedMoment.tsx";

const HOUR = 3_600_000;

/** A requested time, or that of a further reply: chosen by hours or typed, always absolute. */
export function AskField({
  form,
  name,
}: {
  form: ComposeForm;
  name: "ack" | "reply" | "revert";
}): ReactNode {
  const value = askOf(form.draft, name);
  const put = (moment: string): void => form.change(setAsk(name, moment));
  const required = name === "revert";
  return (
    <div id={anchorOf(`ask.${name}`)}>
      <TypedMoment
        form={form}
        label={say(compose.field[name])}
        {...(required ? {} : { note: say(compose.optional), hint: say(compose.field.wish) })}
        value={value}
        onValue={put}
        error={form.errorOf(`ask.${name}`)}
      >
        <div className="row row--tight">
          <Usual form={form} name={name} />
          {hoursFor(form, name).map((hours) => (
            <Button
              key={hours}
              size="s"
              icon="clock"
              onClick={() => put(minuteOf(form.now + hours * HOUR))}
            >
              {say(compose.time.inHours, { hours })}
            </Button>
          ))}
          {value !== "" && !required && (
            <Button kind="quiet" size="s" onClick={() => put("")}>
              {say(compose.time.clear)}
            </Button>
          )}
        </div>
      </TypedMoment>
    </div>
  );
}

/** Says where the hours come from. */
function Usual({ form, name }: { form: ComposeForm; name: "ack" | "reply" | "revert" }): ReactNode {
  const { prec } = form.draft;
  if (name === "revert" || prec === null) return null;
  const words =
    PRECEDENCE_HOURS[prec] === null
      ? say(compose.field.noHours)
      : say(compose.field.byPrecedence, { precedence: PRECEDENCE_LABEL[prec] });
  return <span className="hint">{words}</span>;
}

/** Hours suggested by the precedence; for a further reply those of every precedence, the shortest first. */
function hoursFor(form: ComposeForm, name: "ack" | "reply" | "revert"): readonly number[] {
  const { prec } = form.draft;
  if (name === "revert") {
    const all = PRECEDENCE.flatMap((one) => PRECEDENCE_HOURS[one]?.reply ?? []);
    return all.toSorted((a, b) => a - b);
  }
  const hours = prec === null ? null : PRECEDENCE_HOURS[prec];
  return hours === null ? [] : [hours[name]];
}
