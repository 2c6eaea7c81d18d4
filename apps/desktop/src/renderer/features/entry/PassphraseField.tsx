import type { ReactNode } from "react";
import { Field } from "../../ui/Field.tsx";
import { PasswordInput } from "../../ui/PasswordInput.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";

export interface PassphraseFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | null;
  readonly advice?: string | null;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly onCapsLock: (on: boolean) => void;
  readonly autoComplete: "current-password" | "new-password";
  readonly focused?: boolean;
  readonly readOnly: boolean;
}

/** A field for a passphrase, with the words to show and to hide what is typed. */
export function PassphraseField(props: PassphraseFieldProps): ReactNode {
  const { label, hint, error, advice = null, ...input } = props;
  return (
    <Field label={label} hint={hint} error={error} advice={advice}>
      {(control) => (
        <PasswordInput
          {...input}
          control={control}
          showLabel={say(entry.show)}
          hideLabel={say(entry.hide)}
        />
      )}
    </Field>
  );
}
