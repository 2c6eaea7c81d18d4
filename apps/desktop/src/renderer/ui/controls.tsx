import type {
  InputHTMLAttributes,
  ReactNode,
  Ref,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from "react";

/** One line of text. */
export function TextInput({
  onValue,
  ...rest
}: Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "className"> & {
  onValue?: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}): ReactNode {
  return (
    <input
      type="text"
      autoComplete="off"
      {...rest}
      className="input"
      onChange={(event) => onValue?.(event.target.value)}
    />
  );
}

/** Several lines of text. */
export function TextArea({
  onValue,
  ...rest
}: Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "className"> & {
  onValue: (value: string) => void;
  ref?: Ref<HTMLTextAreaElement>;
}): ReactNode {
  return <textarea {...rest} className="area" onChange={(event) => onValue(event.target.value)} />;
}

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface OptionGroup<T extends string> {
  readonly group: string;
  readonly options: readonly Option<T>[];
}

/** One of a list; "" where nothing is chosen yet, under the words of `placeholder`. */
export function Select<T extends string>({
  options,
  value,
  onValue,
  placeholder,
  ...rest
}: Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "className" | "value"> & {
  options: readonly (Option<T> | OptionGroup<T>)[];
  value: T | "";
  onValue: (value: T | "") => void;
  placeholder?: string;
}): ReactNode {
  return (
    <select
      {...rest}
      className="select"
      value={value}
      onChange={(event) => onValue(event.target.value as T | "")}
    >
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {options.map((entry) =>
        "group" in entry ? (
          <optgroup key={entry.group} label={entry.group}>
            {entry.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ) : (
          <option key={entry.value} value={entry.value}>
            {entry.label}
          </option>
        ),
      )}
    </select>
  );
}

/** Yes or no. */
export function Checkbox({
  checked,
  onChecked,
  disabled = false,
  children,
}: {
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}): ReactNode {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
