import { useState, type ReactNode } from "react";
import { TextArea, TextInput } from "../../../ui/controls.tsx";
import { Field } from "../../../ui/Field.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { setField, textOf } from "../draft-fields.ts";
import { anchorOf } from "../draft-problems.ts";
import type { ComposeForm } from "../form.ts";
import { cleanText, countText } from "../typed-text.ts";
import { WordingHints } from "./WordingHints.tsx";

export interface WrittenProps {
  readonly form: ComposeForm;
  readonly field: string;
  readonly label: string;
  /** UTF-16 units that the template allows. */
  readonly most: number;
  readonly note?: string;
  readonly hint?: ReactNode;
  readonly placeholder?: string;
  /** One line, or several with hints on wording. */
  readonly lines: "one" | "many";
  readonly rows?: number;
}

/** Free text: counted, kept as typed; what cannot be signed is taken out before one's eyes. */
export function WrittenField({
  form,
  field,
  label,
  most,
  lines,
  rows = 3,
  placeholder,
  ...rest
}: WrittenProps): ReactNode {
  const value = textOf(form.draft, field);
  const [removed, setRemoved] = useState(0);
  const put = (typed: string): void => {
    const clean = cleanText(typed, lines);
    setRemoved(clean.removed);
    form.change(setField(field, clean.text));
  };
  return (
    <div id={anchorOf(field)}>
      <Field layout="row" label={label} error={form.errorOf(field)} {...rest}>
        {(control) => (
          <>
            {lines === "one" ? (
              <TextInput {...control} value={value} placeholder={placeholder} onValue={put} />
            ) : (
              <TextArea {...control} value={value} rows={rows} dir="auto" onValue={put} />
            )}
            <Removed count={removed} />
            <TextLength text={value} most={most} />
            {lines === "many" && (
              <WordingHints text={value} onText={(text) => form.change(setField(field, text))} />
            )}
          </>
        )}
      </Field>
    </div>
  );
}

/** Says that characters were left out. */
export function Removed({ count }: { count: number }): ReactNode {
  return (
    <output className={count === 0 ? undefined : "hint hint--ask"}>
      {count > 0 && say(compose.removed, { count })}
    </output>
  );
}

/** How full the text is, once it comes near its limit. */
export function TextLength({ text, most }: { text: string; most: number }): ReactNode {
  const count = countText(text, most);
  if (!count.shown) return null;
  const words = count.over ? compose.countOver : compose.count;
  return (
    <span className={count.over ? "hint hint--ask" : "hint"}>
      {say(words, { units: count.units, most: count.most })}
    </span>
  );
}
