import type { ClientSnapshot } from "@parley/client";
import { useState, type ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { leave } from "../../words/en/leave.ts";
import { say } from "../../words/message.ts";

/** A way out that asks first. */
export type Way = "quit" | "lock" | "sign-out";

export interface LeaveProps {
  readonly way: Way;
  readonly snapshot: ClientSnapshot;
  /** What was typed is on the disk; else it is lost by leaving. */
  readonly kept: boolean;
  readonly onBack: () => void;
  readonly onLeave: () => void;
}

/** Whether a way out has something to ask although everything typed is kept. Signing out always asks, because it removes what is here. */
export function hasToAsk(way: Way, snapshot: ClientSnapshot): boolean {
  const waits = snapshot.outbox.queued + snapshot.outbox.held > 0;
  return way === "sign-out" || waits;
}

/** Says what waits and what becomes of it. */
export function LeaveDialog({ way, snapshot, kept, onBack, onLeave }: LeaveProps): ReactNode {
  const [understood, setUnderstood] = useState(false);
  const { queued, held } = snapshot.outbox;
  const waits = queued + held > 0 ? say(leave.waitsInOutbox, { queued, held }).trim() : null;
  const words = { quit: leave.quit, lock: leave.lock, "sign-out": leave.signOut }[way];
  const removes = way === "sign-out";
  const loses = !kept;
  return (
    <Dialog
      title={say(words.title)}
      closeLabel={say(leave.close)}
      onClose={onBack}
      grave={removes || loses}
      footer={
        <>
          <span />
          <Button onClick={onBack}>{say(leave.back)}</Button>
          <Button
            kind={removes || loses ? "grave" : "primary"}
            disabled={removes && !understood}
            onClick={onLeave}
          >
            {say(loses && !removes ? words.unkept : words.action)}
          </Button>
        </>
      }
    >
      {loses && <p>{say(removes ? leave.signOut.notStored : leave.notStored)}</p>}
      {way === "quit" && waits !== null && (
        <p>
          <b>{waits}</b> {say(leave.quit.kept)}
        </p>
      )}
      {way === "lock" && (
        <>
          <p>{say(leave.lock.what)}</p>
          {waits !== null && (
            <p>
              <b>{waits}</b> {say(leave.lock.kept)}
            </p>
          )}
        </>
      )}
      {way === "sign-out" && (
        <>
          <p>{say(leave.signOut.what)}</p>
          {waits !== null && (
            <p>
              <b>{waits}</b> {say(leave.signOut.lost)}
            </p>
          )}
          {snapshot.drafts.length > 0 && (
            <p>{say(leave.signOut.drafts, { count: snapshot.drafts.length })}</p>
          )}
          <p>{say(leave.signOut.after)}</p>
          <Checkbox checked={understood} onChecked={setUnderstood}>
            {say(leave.signOut.understood)}
          </Checkbox>
        </>
      )}
    </Dialog>
  );
}
