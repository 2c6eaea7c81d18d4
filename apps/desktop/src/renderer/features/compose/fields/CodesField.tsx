import type { ReactNode } from "react";
import { Checkbox } from "../../../ui/controls.tsx";
import { Field } from "../../../ui/Field.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { codesOf, setField } from "../draft-fields.ts";
import { anchorOf } from "../draft-problems.ts";
import type { ComposeForm } from "../form.ts";

/** Several of a long list: what is chosen stands above, the list opens below. */
export function CodesField({
  form,
  field,
  label,
  note,
  options,
}: {
  form: ComposeForm;
  field: string;
  label: string;
  note: string;
  options: readonly { readonly code: string; readonly label: string }[];
}): ReactNode {
  const chosen = codesOf(form.draft, field);
  const put = (code: string, stands: boolean): void =>
    form.change(
      setField(
        field,
        options
          .map((one) => one.code)
          .filter((one) => (one === code ? stands : chosen.includes(one))),
      ),
    );
  return (
    <div id={anchorOf(field)}>
      <Field group layout="row" label={label} note={note} error={form.errorOf(field)}>
        {(control) => (
          <fieldset className="stack stack--s" {...control}>
            <legend className="sr">{label}</legend>
            {chosen.length > 0 && (
              <div className="row row--tight">
                {options
                  .filter((one) => chosen.includes(one.code))
                  .map((one) => (
                    <span key={one.code} className="chip">
                      {one.label}
                      <button
                        type="button"
                        aria-label={say(compose.remove, { what: one.label })}
                        onClick={() => put(one.code, false)}
                      >
                        <Icon name="close" />
                      </button>
                    </span>
                  ))}
              </div>
            )}
            <details className="choices">
              <summary>{say(compose.chooseSome)}</summary>
              <div className="choices__list">
                {options.map((one) => (
                  <Checkbox
                    key={one.code}
                    checked={chosen.includes(one.code)}
                    onChecked={(stands) => put(one.code, stands)}
                  >
                    {one.label}
                  </Checkbox>
                ))}
              </div>
            </details>
          </fieldset>
        )}
      </Field>
    </div>
  );
}
