import type { ActHash, Result } from "@parley/base";
import type { ActionRefusal, ClientSnapshot } from "@parley/client";
import { STANDARD_PHRASES } from "@parley/protocol";
import { useRef, useState, type ReactNode } from "react";
import { refusalText, stateName } from "../../acts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Banner } from "../../ui/Banner.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import { authorOf, type NeedView } from "./need-view.ts";

/** The second of two steps: says what an acknowledgement means, and signs it. */
export function AcknowledgeDialog({
  need,
  snapshot,
  acknowledge,
  onRead,
  onDone,
  onClose,
}: {
  need: NeedView;
  snapshot: ClientSnapshot;
  acknowledge: (channel: ActHash, re: ActHash) => Promise<Result<ActHash, ActionRefusal>>;
  /** Opens the consultation with nothing signed. */
  onRead: () => void;
  onDone: () => void;
  onClose: () => void;
}): ReactNode {
  const { ack } = home;
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const started = useRef(false);
  const target = need.acknowledge;
  const consultation = snapshot.consultations.find((one) => one.id === need.consultation);
  if (target === null || consultation === undefined) return null;
  const state = authorOf(consultation, target.re);
  const own = stateName(snapshot.me.office?.state ?? "");
  const sign = async (): Promise<void> => {
    // A second press before the state is drawn would sign twice.
    if (started.current) return;
    started.current = true;
    setWorking(true);
    const done = await acknowledge(target.channel, target.re);
    started.current = false;
    setWorking(false);
    if (done.ok) onDone();
    else setRefusal(done.refusal);
  };
  return (
    <Dialog
      title={say(ack.title, { state })}
      closeLabel={say(ack.close)}
      onClose={onClose}
      footer={
        <>
          <span>
            <Button kind="quiet" onClick={onRead}>
              {say(ack.read)}
            </Button>
          </span>
          <Button onClick={onClose}>{say(ack.notNow)}</Button>
          <Button kind="primary" icon="seal" busy={working} onClick={() => void sign()}>
            {say(working ? ack.working : ack.action)}
          </Button>
        </>
      }
    >
      <p>
        {say(ack.text, { state, own })} {say(ack.stays)}
      </p>
      <p className="act__res act__res--quoted" lang="en">
        {STANDARD_PHRASES.ack.en}
      </p>
      {refusal !== null && <Banner tone="notice" title={refusalText(refusal)} urgent />}
    </Dialog>
  );
}
