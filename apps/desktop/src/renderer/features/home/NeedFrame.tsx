import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";

/** The row of one matter: from whom, what, by when, and the one next step. `children`: what more is known of it. */
export function NeedFrame({
  from,
  what,
  title,
  when,
  action,
  first,
  onOpen,
  onAct,
  children,
}: {
  from: string;
  what: string;
  title: string;
  when: ReactNode;
  action: string;
  first: boolean;
  onOpen: () => void;
  onAct: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <li className={first ? "need need--first" : "need"}>
      <div>
        <div className="need__from">
          <b>{from}</b>
          <span>{what}</span>
        </div>
        <p className="need__what">
          <button type="button" className="plainlink" onClick={onOpen}>
            {title}
          </button>
        </p>
        {children}
      </div>
      <div className="need__when">{when}</div>
      <Button kind={first ? "primary" : "plain"} onClick={onAct}>
        {action}
      </Button>
    </li>
  );
}
