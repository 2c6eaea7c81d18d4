import type { CSSProperties, ReactNode } from "react";

function share(value: number): CSSProperties {
  return { "--v": Math.round(Math.min(1, Math.max(0, value)) * 100) } as CSSProperties;
}

/** How much of a span has gone, `value` from 0 to 1; one colour from start to end. */
export function Meter({
  value,
  label,
  start,
  end,
}: {
  value: number;
  label: string;
  start: ReactNode;
  end: ReactNode;
}): ReactNode {
  return (
    <div className="meter">
      <div className="meter__bar" style={share(value)}>
        <i />
        <span className="sr">{label}</span>
      </div>
      <div className="meter__row">
        <span>{start}</span>
        <span>{end}</span>
      </div>
    </div>
  );
}

/** How far a task is, `value` from 0 to 1. */
export function Progress({ value, label }: { value: number; label: string }): ReactNode {
  return (
    <div className="prog" style={share(value)}>
      <progress className="sr" aria-label={label} value={value} max={1} />
      <i />
    </div>
  );
}
