import type { StoreRefusal } from "@parley/storage";
import { useState, type ReactNode } from "react";
import type { ExerciseProblem, VaultUnreadable } from "../../../contract/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";
import { exerciseWords, stoppedWords, unreadableWords } from "./refusal-words.ts";
import { SetUpAnew } from "./SetUpAnew.tsx";
import { StageHead } from "./StageHead.tsx";

/** There is no exercise file, or it cannot be used. */
export function NoExercise({ problem }: { problem: ExerciseProblem | "none" }): ReactNode {
  const { noExercise: words } = entry;
  return (
    <>
      <StageHead title={say(words.title)} lead={say(words.lead)} />
      <div className="lockform">
        <Banner tone="notice" title={exerciseWords(problem)}>
          {problem !== "none" && <p>{say(words.again)}</p>}
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

/** The client could not be opened, or stopped. */
export function Stopped({
  reason,
  onAgain,
}: {
  reason: StoreRefusal | "other-root" | "unexpected";
  onAgain: () => void;
}): ReactNode {
  const { stopped: words } = entry;
  return (
    <>
      <StageHead title={say(words.title)} lead={stoppedWords(reason)} />
      <div className="row lockform">
        <Button kind="primary" size="l" icon="refresh" onClick={onAgain}>
          {say(words.again)}
        </Button>
      </div>
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
