import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

export type BadgeTone =
  | "neutral"
  | "plain"
  | "ink"
  | "ok"
  | "notice"
  | "alert"
  | "info"
  | "off"
  | "ex";

/** A word with a shape; colour is never the only carrier. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: BadgeTone;
  icon?: IconName;
  children: ReactNode;
}): ReactNode {
  return (
    <span className={tone === "neutral" ? "badge" : `badge badge--${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** Handling label in the colours that the Traffic Light Protocol 2.0 prescribes. */
export function HandlingLabel({
  colour,
  children,
}: {
  colour: "red" | "amber" | "amber-strict" | "green" | "clear";
  children: ReactNode;
}): ReactNode {
  return <span className={`tlp tlp--${colour}`}>{children}</span>;
}

/** A number in the rail; `fresh` where something was not seen yet. */
export function Count({
  n,
  fresh = false,
  label,
}: {
  n: number;
  fresh?: boolean;
  label: string;
}): ReactNode {
  return (
    <span className={fresh ? "count count--new" : "count"}>
      <span aria-hidden="true">{n}</span>
      <span className="sr">{label}</span>
    </span>
  );
}
