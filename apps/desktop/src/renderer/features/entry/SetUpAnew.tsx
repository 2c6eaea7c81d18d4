import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";

/** Asks before a vault that cannot be opened is removed. */
export function SetUpAnew({
  onBack,
  onAnew,
}: {
  onBack: () => void;
  onAnew: () => void;
}): ReactNode {
  const { anew } = entry;
  return (
    <Dialog
      title={say(anew.title)}
      closeLabel={say(entry.close)}
      onClose={onBack}
      grave
      footer={
        <>
          <span />
          <Button onClick={onBack}>{say(anew.back)}</Button>
          <Button kind="grave" icon="stop" onClick={onAnew}>
            {say(anew.action)}
          </Button>
        </>
      }
    >
      <p>{say(anew.what)}</p>
      <p>{say(anew.after)}</p>
    </Dialog>
  );
}
