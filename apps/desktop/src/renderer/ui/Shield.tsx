import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

export type ShieldState = "verified" | "unlisted" | "suspended" | "behind";

/** How far a name is backed by the directory. With `onClick` it shows its reasons. */
export function Shield({
  state,
  large = false,
  onClick,
  children,
}: {
  state: ShieldState;
  large?: boolean;
  onClick?: () => void;
  children: ReactNode;
}): ReactNode {
  const look = `trust trust--${state}${large ? " trust--l" : ""}`;
  const content = (
    <>
      <Icon name={state} />
      {children}
    </>
  );
  return onClick === undefined ? (
    <span className={look}>{content}</span>
  ) : (
    <button type="button" className={look} onClick={onClick}>
      {content}
    </button>
  );
}

export type DeliveryLook = "queued" | "sent" | "delivered" | "undelivered" | "ack" | "held";

/** How far something has come. */
export function DeliveryMark({
  state,
  children,
}: {
  state: DeliveryLook;
  children: ReactNode;
}): ReactNode {
  return (
    <span className={`deliv deliv--${state}`}>
      <Icon name={state} />
      {children}
    </span>
  );
}
