import type { Result } from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { STANDARD_PHRASES } from "@parley/protocol";
import { useRef, useState, type ReactNode } from "react";
import { refusalText } from "../../acts/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { OfficeChange } from "./actions.ts";
import type { ConsultationView } from "./consultation-view.ts";
import type { StepWish } from "./step-view.ts";

type Sign = () => Promise<Result<unknown, ActionRefusal>>;

/** The second of the two steps of an acknowledgement: what it says, what it concedes, and the button. */
export function AcknowledgeDialog({
  view,
  wish,
  acknowledge,
  onClose,
}: {
  view: ConsultationView;
  wish: Extract<StepWish, { do: "acknowledge" }>;
  acknowledge: Sign;
  onClose: () => void;
}): ReactNode {
  const state = wish.to;
  return (
    <SigningDialog
      title={say(words.ack.title, { state })}
      confirm={say(words.ack.confirm)}
      sign={acknowledge}
      onClose={onClose}
    >
      <p>
        {say(words.ack.text, { state, own: view.own ?? "", n: wish.position })}{" "}
        {say(words.ack.stays)}
      </p>
      <p className="act__res act__res--quoted" lang="en">
        {STANDARD_PHRASES.ack.en}
      </p>
    </SigningDialog>
  );
}

/** A change of one's own offices in the channel, before it is signed. */
export function ChangeDialog({
  change,
  sign,
  onClose,
}: {
  change: OfficeChange;
  sign: Sign;
  onClose: () => void;
}): ReactNode {
  const { office, rec } = change;
  const adds = change.op === "add";
  return (
    <SigningDialog
      title={say(adds ? words.change.addTitle : words.change.removeTitle, { office })}
      confirm={say(adds ? words.change.add : words.change.remove)}
      sign={sign}
      onClose={onClose}
    >
      <p>{say(adds ? words.change.addText : words.change.removeText, { rec })}</p>
    </SigningDialog>
  );
}

function SigningDialog({
  title,
  confirm,
  sign,
  onClose,
  children,
}: {
  title: string;
  confirm: string;
  sign: Sign;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const started = useRef(false);
  const run = async (): Promise<void> => {
    // A second press before the state is drawn would sign twice.
    if (started.current) return;
    started.current = true;
    setBusy(true);
    const signed = await sign();
    started.current = false;
    setBusy(false);
    if (signed.ok) onClose();
    else setRefusal(signed.refusal);
  };
  return (
    <Dialog
      title={title}
      closeLabel={say(words.ack.close)}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(words.ack.notNow)}</Button>
          <Button kind="primary" icon="seal" busy={busy} onClick={() => void run()}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
      {refusal !== null && <Banner tone="notice" title={refusalText(refusal)} urgent />}
    </Dialog>
  );
}
