import { useEffect, useRef, useState, type ReactNode } from "react";
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
  focused = false,
  autoComplete,
  readOnly = false,
}: {
  control: ControlProps;
  value: string;
  onValue: (value: string) => void;
  onCapsLock?: (on: boolean) => void;
  showLabel: string;
  hideLabel: string;
  /** Takes the keyboard when it appears: for the one field that a screen is about. */
  focused?: boolean;
  autoComplete: "current-password" | "new-password";
  readOnly?: boolean;
}): ReactNode {
  const [shown, setShown] = useState(false);
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) ref.current?.focus();
  }, [focused]);
  return (
    <div className="suffix">
      <input
        {...control}
        ref={ref}
        className="input"
        type={shown ? "text" : "password"}
        value={value}
        readOnly={readOnly}
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
