import type { StoreRefusal } from "@parley/storage";
import { useState, type ReactNode } from "react";
import type { NetworkProblem, VaultUnreadable } from "../../../contract/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";
import { networkWords, stoppedWords, unreadableWords } from "./refusal-words.ts";
import { SetUpAnew } from "./SetUpAnew.tsx";
import { StageHead } from "./StageHead.tsx";

/** There is no network to belong to, or its file cannot be used. */
export function NoNetwork({
  problem,
  build,
}: {
  problem: NetworkProblem | "root" | "none";
  build: "exercise" | "release";
}): ReactNode {
  const { noNetwork: words } = entry;
  const release = build === "release";
  return (
    <>
      <StageHead
        title={say(release ? words.releaseTitle : words.title)}
        lead={say(release ? words.releaseLead : words.lead)}
      />
      <div className="lockform">
        <Banner tone="notice" title={networkWords(problem, build)} urgent>
          <p>{say(release ? words.releaseAgain : words.again)}</p>
        </Banner>
      </div>
    </>
  );
}

/** A vault is there and does not open. */
export function VaultUnreadableStage({
  reason,
  onAgain,
  onAnew,
}: {
  reason: VaultUnreadable | "newer";
  onAgain: () => void;
  onAnew: () => void;
}): ReactNode {
  const { unreadable: words } = entry;
  const [anew, setAnew] = useState(false);
  return (
    <>
      <StageHead title={say(words.title)} lead={say(words.lead)} />
      <div className="lockform">
        <Banner tone="notice" icon="lock" title={unreadableWords(reason)} urgent>
          <p>{say(words.orAnew)}</p>
        </Banner>
      </div>
      <div className="row row--between lockform">
        <Button kind="quiet" onClick={() => setAnew(true)}>
          {say(words.anew)}
        </Button>
        <Button kind="primary" size="l" icon="refresh" onClick={onAgain}>
          {say(words.again)}
        </Button>
      </div>
      {anew && <SetUpAnew onBack={() => setAnew(false)} onAnew={onAnew} />}
    </>
  );
}

/** What a backup alone can mend: where there is none, the device has to be set up anew. */
const BEYOND_REPAIR: ReadonlySet<string> = new Set(["damaged", "wrong-key", "crypto-store"]);

/** The client could not be opened, or stopped. */
export function Stopped({
  reason,
  onAgain,
  onAnew,
}: {
  reason: StoreRefusal | "other-root" | "crypto-store" | "unexpected";
  onAgain: () => void;
  /** Null where the device cannot be set up anew from here. */
  onAnew: (() => void) | null;
}): ReactNode {
  const { stopped: words } = entry;
  const [anew, setAnew] = useState(false);
  const beyond = onAnew !== null && BEYOND_REPAIR.has(reason);
  return (
    <>
      <StageHead title={say(words.title)} lead={stoppedWords(reason)} />
      {beyond && <p className="muted">{say(words.orAnew)}</p>}
      <div className="row row--between lockform">
        {beyond && (
          <Button kind="quiet" onClick={() => setAnew(true)}>
            {say(entry.unreadable.anew)}
          </Button>
        )}
        <Button kind="primary" size="l" icon="refresh" onClick={onAgain}>
          {say(words.again)}
        </Button>
      </div>
      {anew && onAnew !== null && <SetUpAnew onBack={() => setAnew(false)} onAnew={onAnew} />}
    </>
  );
}

/** Something is being finished; nothing to do but wait. */
export function Working({ title, lead }: { title: string; lead: string }): ReactNode {
  return (
    <div aria-live="polite">
      <h1 className="title row row--tight">
        <span className="spin" aria-hidden="true" />
        {title}
      </h1>
      <p className="lead">{lead}</p>
    </div>
  );
}
