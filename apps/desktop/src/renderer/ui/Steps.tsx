import type { ReactNode } from "react";

export interface StepRow {
  readonly name: string;
  readonly detail?: string;
  readonly at: "done" | "now" | "open";
}

/** Numbered steps of a longer way, at the side. */
export function Steps({ rows }: { rows: readonly StepRow[] }): ReactNode {
  return (
    <ol className="steps">
      {rows.map((row) => (
        <li
          key={row.name}
          className={`is-${row.at}`}
          aria-current={row.at === "now" ? "step" : undefined}
        >
          <b>{row.name}</b>
          {row.detail !== undefined && <small>{row.detail}</small>}
        </li>
      ))}
    </ol>
  );
}

export interface TrackRow {
  readonly text: ReactNode;
  readonly key: string;
  readonly aside?: ReactNode;
  readonly at: "past" | "now" | "open";
}

/** What was, what is, and what comes, one line each. */
export function Track({ rows }: { rows: readonly TrackRow[] }): ReactNode {
  return (
    <ol className="track">
      {rows.map((row) => (
        <li
          key={row.key}
          className={`is-${row.at}`}
          aria-current={row.at === "now" ? "step" : undefined}
        >
          <span>{row.text}</span>
          {row.aside !== undefined && <span className="meta">{row.aside}</span>}
        </li>
      ))}
    </ol>
  );
}
