import type { ReactNode } from "react";
import { Select } from "../../../ui/controls.tsx";
import { Field } from "../../../ui/Field.tsx";
import { RadioGroup } from "../../../ui/RadioGroup.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { setField, textOf } from "../draft-fields.ts";
import { anchorOf } from "../draft-problems.ts";
import type { ComposeForm } from "../form.ts";

export interface ChoiceProps<T extends string> {
  readonly form: ComposeForm;
  readonly field: string;
  readonly label: string;
  readonly note?: string;
  readonly hint?: ReactNode;
  readonly codes: readonly T[];
  readonly labels: { readonly [code in T]: string };
}

/** One of a few, all in sight. */
export function SegmentsField<T extends string>({
  form,
  field,
  label,
  codes,
  labels,
  ...rest
}: ChoiceProps<T>): ReactNode {
  const value = textOf(form.draft, field);
  return (
    <div id={anchorOf(field)}>
      <Field group layout="row" label={label} error={form.errorOf(field)} {...rest}>
        {(control) => (
          <RadioGroup
            control={control}
            look="segments"
            label={label}
            options={codes.map((code) => ({ value: code, label: labels[code] }))}
            value={codes.find((code) => code === value) ?? null}
            onValue={(code) => form.change(setField(field, code))}
          />
        )}
      </Field>
    </div>
  );
}

/** One of several, with long words; `optional` lets it be taken out again. */
export function SelectField<T extends string>({
  form,
  field,
  label,
  codes,
  labels,
  optional = false,
  ...rest
}: ChoiceProps<T> & { readonly optional?: boolean }): ReactNode {
  const value = textOf(form.draft, field);
  return (
    <div id={anchorOf(field)}>
      <Field layout="row" label={label} error={form.errorOf(field)} {...rest}>
        {(control) => (
          <Select<string>
            {...control}
            placeholder={say(optional ? compose.notStated : compose.choose)}
            options={codes.map((code) => ({ value: code, label: labels[code] }))}
            value={value}
            onValue={(code) => form.change(setField(field, code))}
          />
        )}
      </Field>
    </div>
  );
}
