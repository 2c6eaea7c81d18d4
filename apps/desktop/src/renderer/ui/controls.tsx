import {
  useLayoutEffect,
  useRef,
  useState,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type RefObject,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
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

/**
 * One of a list; "" where nothing is chosen yet, under the words of `placeholder`. A choice too long for the control
 * stands below it in full.
 */
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
  const chosen = options
    .flatMap((entry) => ("group" in entry ? entry.options : [entry]))
    .find((option) => option.value === value);
  const shown = chosen?.label ?? placeholder ?? "";
  const [ref, clipped] = useClipped(shown);
  const control = (
    <select
      {...rest}
      ref={ref}
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
  return (
    <div className="selected">
      {control}
      {/* Assistive technology reads the whole of a choice from the control itself. */}
      {clipped && (
        <span className="selected__whole" aria-hidden="true">
          {shown}
        </span>
      )}
    </div>
  );
}

/** Whether a text is wider than the control that shows it; looked at again when either changes. */
function useClipped(text: string): readonly [RefObject<HTMLSelectElement | null>, boolean] {
  const ref = useRef<HTMLSelectElement>(null);
  const [clipped, setClipped] = useState(false);
  useLayoutEffect(() => {
    const select = ref.current;
    const pen = document.createElement("canvas").getContext("2d");
    if (select === null || pen === null) return;
    const look = (): void => {
      const style = getComputedStyle(select);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const sides = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
      setClipped(pen.measureText(text).width > select.clientWidth - sides);
    };
    look();
    void document.fonts.ready.then(look);
    const sizes = new ResizeObserver(look);
    sizes.observe(select);
    return () => sizes.disconnect();
  }, [text]);
  return [ref, clipped];
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
