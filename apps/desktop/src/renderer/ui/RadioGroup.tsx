import { useId, type ReactNode } from "react";
import type { ControlProps } from "./Field.tsx";

/** A choice of one with all of it in sight. `segments` for short words, `list` where a choice needs a sentence. */
export function RadioGroup<T extends string>({
  label,
  options,
  value,
  onValue,
  look = "list",
  small = false,
  control,
}: {
  /** Spoken name of the group. */
  label: string;
  options: readonly {
    value: T;
    label: string;
    meaning?: string;
    icon?: ReactNode;
    disabled?: boolean;
  }[];
  value: T | null;
  onValue: (value: T) => void;
  look?: "list" | "segments";
  small?: boolean;
  /** Inside a field: what is said about the choice belongs to the whole group. */
  control?: ControlProps;
}): ReactNode {
  const name = useId();
  const segments = look === "segments";
  const groupLook = small ? "seg seg--s" : "seg";
  return (
    <div
      role="radiogroup"
      {...control}
      aria-label={label}
      className={segments ? groupLook : undefined}
    >
      {options.map((option) => (
        <label key={option.value} className={segments ? undefined : "check"}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled ?? false}
            onChange={() => onValue(option.value)}
          />
          {segments ? (
            <>
              {option.icon}
              {option.label}
            </>
          ) : (
            <span>
              {option.icon}
              {option.label}
              {option.meaning !== undefined && <small className="hint row">{option.meaning}</small>}
            </span>
          )}
        </label>
      ))}
    </div>
  );
}
