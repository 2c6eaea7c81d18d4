import { useState, type ReactNode, type Ref } from "react";
import { IconButton } from "./Button.tsx";
import type { ControlProps } from "./Field.tsx";

/** A secret with a button that shows it; tells `onCapsLock` whether Caps Lock is on while it is typed. */
export function PasswordInput({
  control,
  value,
  onValue,
  onCapsLock,
  showLabel,
  hideLabel,
  autoFocus = false,
  autoComplete,
  readOnly = false,
  ref,
}: {
  control: ControlProps;
  value: string;
  onValue: (value: string) => void;
  onCapsLock?: (on: boolean) => void;
  showLabel: string;
  hideLabel: string;
  autoFocus?: boolean;
  autoComplete: "current-password" | "new-password";
  readOnly?: boolean;
  ref?: Ref<HTMLInputElement>;
}): ReactNode {
  const [shown, setShown] = useState(false);
  return (
    <div className="suffix">
      <input
        {...control}
        ref={ref}
        className="input"
        type={shown ? "text" : "password"}
        value={value}
        readOnly={readOnly}
        // The one field of a screen that exists to be typed into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={autoFocus}
        autoComplete={autoComplete}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => onValue(event.target.value)}
        onKeyUp={(event) => onCapsLock?.(event.getModifierState("CapsLock"))}
      />
      <IconButton
        icon="eye"
        look="btn btn--icon"
        label={shown ? hideLabel : showLabel}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      />
    </div>
  );
}
