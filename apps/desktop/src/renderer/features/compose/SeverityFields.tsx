import { SEVERITY, SEVERITY_LABEL, SEVERITY_MEANING } from "@parley/protocol";
import { useState, type ReactNode } from "react";
import { Select, TextInput } from "../../ui/controls.tsx";
import { Field } from "../../ui/Field.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { setField, setSeverity, severityOf, textOf } from "./draft-fields.ts";
import { anchorOf } from "./draft-problems.ts";
import { Removed, TextLength } from "./fields/WrittenField.tsx";
import type { ComposeForm } from "./form.ts";
import { cleanText } from "./typed-text.ts";

/** The national scale in one's own words first, the common one second. */
export function SeverityFields({ form }: { form: ComposeForm }): ReactNode {
  const [removed, setRemoved] = useState(0);
  const national = textOf(form.draft, "severity_national");
  const step = severityOf(form.draft);
  const code = SEVERITY.find((one) => String(one) === step);
  return (
    <div id={anchorOf("severity")}>
      <Field
        layout="row"
        label={say(compose.field.severity)}
        note={say(compose.field.severity_note)}
        error={form.errorOf("severity") ?? form.errorOf("severity_national")}
        {...(code === undefined ? {} : { hint: SEVERITY_MEANING[code] })}
      >
        {(control) => (
          <div className="pair">
            <span id={anchorOf("severity_national")}>
              <TextInput
                aria-describedby={control["aria-describedby"]}
                aria-invalid={control["aria-invalid"]}
                aria-label={say(compose.field.severity_national)}
                placeholder={say(compose.field.severity_national_placeholder)}
                value={national}
                onValue={(typed) => {
                  const clean = cleanText(typed, "one");
                  setRemoved(clean.removed);
                  form.change(setField("severity_national", clean.text));
                }}
              />
              <Removed count={removed} />
              <TextLength text={national} most={60} />
            </span>
            <Select
              {...control}
              aria-label={say(compose.field.severity_common)}
              placeholder={say(compose.field.severity_common_choose)}
              options={SEVERITY.map((one) => ({
                value: String(one),
                label: say(compose.severityStep, { code: one, label: SEVERITY_LABEL[one] }),
              }))}
              value={step}
              onValue={(value) => form.change(setSeverity(value))}
            />
          </div>
        )}
      </Field>
    </div>
  );
}
