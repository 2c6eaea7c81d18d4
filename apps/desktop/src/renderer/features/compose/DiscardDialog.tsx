import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";

/** Asks before what was written is deleted. */
export function DiscardDialog({
  onDiscard,
  onClose,
}: {
  onDiscard: () => void;
  onClose: () => void;
}): ReactNode {
  return (
    <Dialog
      grave
      title={say(compose.dialog.discardTitle)}
      closeLabel={say(compose.dialog.close)}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(compose.dialog.keep)}</Button>
          <Button kind="grave" onClick={onDiscard}>
            {say(compose.dialog.discardNow)}
          </Button>
        </>
      }
    >
      <p>{say(compose.dialog.discardText)}</p>
    </Dialog>
  );
}
