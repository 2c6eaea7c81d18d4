import type { Instant } from "@parley/base";
import type { ReactNode } from "react";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";
import type { SheetAct, TimeFrame } from "./sheet-act.ts";
import { momentTimes, type TimesInWords } from "./time-words.ts";

export interface AskRow {
  readonly label: string;
  readonly times: TimesInWords;
}

/** The requested times in words: wishes, never duties. What is no moment yet is left out. */
export function asksOf(
  act: Pick<SheetAct, "ask">,
  frame: TimeFrame,
  now: Instant,
): readonly AskRow[] {
  return (["ack", "reply", "revert"] as const).flatMap((name) => {
    const times = momentTimes(act.ask[name], frame, now);
    return times === null ? [] : [{ label: say(acts.ask[name]), times }];
  });
}

/** What is asked of the recipient, and by when; nothing where nothing is. */
export function Asks({
  rows,
  request,
  children,
}: {
  rows: readonly AskRow[];
  request: string | null;
  children?: ReactNode;
}): ReactNode {
  const more = children !== undefined && children !== false;
  if (rows.length === 0 && request === null && !more) return null;
  return (
    <div className="act__ask">
      {request !== null && (
        <p>
          <b>{say(acts.ask.request)}</b> {request}
        </p>
      )}
      {rows.map(({ label, times }) => (
        <p key={label}>
          <b>{label}</b> {times.here} <span className="meta">{times.others}</span>
        </p>
      ))}
      {more && <p>{children}</p>}
    </div>
  );
}
