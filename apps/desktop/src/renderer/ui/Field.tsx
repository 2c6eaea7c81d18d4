import { useId, type ReactNode } from "react";
import { Icon } from "./Icon.tsx";

/** What a control inside a field is given, to spread over its element. */
export interface ControlProps {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

export interface FieldProps {
  readonly label: string;
  /** Small words beside the label, for example that nothing has to be written here. */
  readonly note?: string;
  readonly hint?: ReactNode;
  /** Why the value does not fit; said at once to assistive technology. */
  readonly error?: string | null;
  /** Something to think about; never blocks. */
  readonly advice?: string | null;
  /** `row`: label on the left, as in long forms. */
  readonly layout?: "stack" | "row";
  /** The control is a group with a name of its own: a label would have nothing to point at. */
  readonly group?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}

/** Label, control, and what is to be said about the control, tied together for assistive technology. */
export function Field({
  label,
  note,
  hint,
  error,
  advice,
  layout = "stack",
  group = false,
  children,
}: FieldProps): ReactNode {
  const id = useId();
  const wrong = error !== undefined && error !== null;
  const advised = advice !== undefined && advice !== null;
  const described = [hint !== undefined && `${id}h`, wrong && `${id}e`, advised && `${id}a`].filter(
    Boolean,
  );
  const name = (
    <>
      {label}
      {note !== undefined && <span className="meta"> {note}</span>}
    </>
  );
  const head = group ? (
    <span className="label">{name}</span>
  ) : (
    <label className="label" htmlFor={id}>
      {name}
    </label>
  );
  const rest = (
    <>
      {children({
        id,
        "aria-describedby": described.length === 0 ? undefined : described.join(" "),
        "aria-invalid": wrong || undefined,
      })}
      <span role="alert" className={wrong ? "hint hint--err" : undefined} id={`${id}e`}>
        {wrong && <Icon name="info" />} {error}
      </span>
      {advised && (
        <span className="hint hint--ask" id={`${id}a`}>
          {advice}
        </span>
      )}
      {hint !== undefined && (
        <span className="hint" id={`${id}h`}>
          {hint}
        </span>
      )}
    </>
  );
  if (layout === "row") {
    return (
      <div className="frow">
        {head}
        <div className="field">{rest}</div>
      </div>
    );
  }
  return (
    <div className="field">
      {head}
      {rest}
    </div>
  );
}
