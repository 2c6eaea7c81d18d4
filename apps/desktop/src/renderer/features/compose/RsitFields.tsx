import { rsitType } from "@parley/protocol";
import type { ReactNode } from "react";
import { Select } from "../../ui/controls.tsx";
import { Field } from "../../ui/Field.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { rsitClasses, rsitOf, setField, setRsitClass } from "./draft-fields.ts";
import { anchorOf } from "./draft-problems.ts";
import type { ComposeForm } from "./form.ts";

/** Class first; its types follow. */
export function RsitFields({ form }: { form: ComposeForm }): ReactNode {
  const chosen = rsitOf(form.draft);
  const classes = rsitClasses(form.setting.mode === "real");
  const types = classes.find((one) => one.code === chosen.class)?.types ?? [];
  const description = rsitType(chosen.class, chosen.type)?.description;
  return (
    <div id={anchorOf("rsit")}>
      <Field
        layout="row"
        label={say(compose.field.rsit)}
        error={form.errorOf("rsit")}
        {...(description === undefined ? {} : { hint: description })}
      >
        {(control) => (
          <div className="pair">
            <Select
              {...control}
              aria-label={say(compose.field.rsit_class)}
              placeholder={say(compose.field.rsit_class)}
              options={classes.map((one) => ({ value: one.code, label: one.label }))}
              value={chosen.class}
              onValue={(code) => form.change(setRsitClass(code))}
            />
            <Select
              aria-describedby={control["aria-describedby"]}
              aria-invalid={control["aria-invalid"]}
              aria-label={say(compose.field.rsit_type)}
              placeholder={say(compose.field.rsit_type)}
              disabled={types.length === 0}
              options={types.map((one) => ({ value: one.code, label: one.label }))}
              value={chosen.type}
              onValue={(code) => form.change(setField("rsit", { class: chosen.class, type: code }))}
            />
          </div>
        )}
      </Field>
    </div>
  );
}
