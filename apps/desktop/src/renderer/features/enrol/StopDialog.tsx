import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";

/** What a difference means, what stopping removes, and what to do then. */
export function StopDialog({
  drafts,
  onBack,
  onStop,
}: {
  drafts: number;
  onBack: () => void;
  onStop: () => void;
}): ReactNode {
  const { stop } = enrol;
  return (
    <Dialog
      title={say(stop.title)}
      closeLabel={say(enrol.close)}
      onClose={onBack}
      grave
      footer={
        <>
          <span />
          <Button onClick={onBack}>{say(stop.back)}</Button>
          <Button kind="grave" icon="stop" onClick={onStop}>
            {say(stop.signOut)}
          </Button>
        </>
      }
    >
      <p>{say(stop.why)}</p>
      <p>
        {say(stop.what)}
        {drafts > 0 && <> {say(stop.drafts, { count: drafts })}</>}
      </p>
      <p>{say(stop.after)}</p>
    </Dialog>
  );
}
