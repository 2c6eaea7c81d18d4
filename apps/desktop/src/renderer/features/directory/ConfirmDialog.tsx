import type { Client } from "@parley/client";
import type { ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { useAction } from "./use-action.ts";

/** The yearly look at one's own record (CBM 8): one press, once the record was read. */
export function ConfirmDialog({
  office,
  confirm,
  onDone,
  onClose,
}: {
  office: string;
  confirm: Client["confirmRecord"];
  onDone: () => void;
  onClose: () => void;
}): ReactNode {
  const { confirmDialog: w } = words;
  const { working, problem, run } = useAction();
  const send = async (): Promise<void> => {
    if (await run(confirm)) onDone();
  };
  return (
    <Dialog
      title={say(w.title)}
      closeLabel={say(words.wish.close)}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(w.back)}</Button>
          <Button kind="primary" icon="check" busy={working} onClick={() => void send()}>
            {say(w.action)}
          </Button>
        </>
      }
    >
      <p>{say(w.text, { office })}</p>
      <p className="muted">{say(w.next)}</p>
      {problem !== null && <Banner tone="notice" title={problem} urgent />}
    </Dialog>
  );
}
