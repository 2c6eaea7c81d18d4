import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** Something to know, what it means, and what can be done about it. `urgent` is spoken at once. */
export function Banner({
  tone = "info",
  icon = "info",
  title,
  urgent = false,
  action,
  children,
}: {
  tone?: "info" | "notice" | "alert" | "ok" | "ex" | "ink";
  icon?: IconName;
  title: string;
  urgent?: boolean;
  action?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  return (
    <div
      className={tone === "info" ? "banner" : `banner banner--${tone}`}
      role={urgent ? "alert" : "note"}
    >
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        {children}
      </div>
      {action}
    </div>
  );
}

/** What stands where nothing is yet, and what to do. */
export function Empty({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <b>{title}</b>
      {children}
    </div>
  );
}
