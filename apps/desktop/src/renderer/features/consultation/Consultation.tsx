import type { Clock } from "@parley/base";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { refusalText } from "../../acts/index.ts";
import type { ConsultationActions } from "./actions.ts";
import { AcknowledgeDialog, ChangeDialog } from "./ConfirmDialogs.tsx";
import { Composer } from "./Composer.tsx";
import type { ConsultationView } from "./consultation-view.ts";
import { Head } from "./Head.tsx";
import { Log } from "./Log.tsx";
import type { ActItem, NoteItem } from "./log-view.ts";
import { Panel } from "./Panel.tsx";
import type { StepView, StepWish } from "./step-view.ts";
import { useKeys } from "./use-keys.ts";
import { useNote, type BeforeClose } from "./use-note.ts";

type Asked = Extract<StepWish, { do: "acknowledge" | "change" }>;

/** One consultation, to be keyed by its id: its acts and notes, where it stands, and what can be done next. */
export function Consultation({
  view,
  actions,
  clock,
  beforeClose,
  singleKeys = true,
}: {
  view: ConsultationView;
  actions: ConsultationActions;
  clock: Clock;
  beforeClose: BeforeClose;
  /** Keys without Ctrl or Alt; a person can switch them off. */
  singleKeys?: boolean;
}): ReactNode {
  const root = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { channel } = view;

  const takeStep = useCallback(
    (step: StepView) => {
      setProblem(null);
      if (step.wish.do === "compose") actions.compose(step.wish.wish);
      else setAsked(step.wish);
    },
    [actions],
  );
  const note = useNote(view, actions, clock, beforeClose);
  const { bringBack } = note;
  const takeBack = useCallback(
    (item: ActItem | NoteItem) => {
      const id = item.takeBack;
      if (id === null) return;
      void actions.takeBack(id).then((taken) => {
        setProblem(taken.ok ? null : refusalText(taken.refusal));
        if (taken.ok && item.kind === "note") bringBack(item.text);
      });
    },
    [actions, bringBack],
  );
  const { con } = view;
  const goOn = useCallback(async () => {
    const done = await actions.goOnWithDirectory(con);
    return done.ok ? null : refusalText(done.refusal);
  }, [actions, con]);
  const close = useCallback(() => setAsked(null), []);
  useKeys(root, { steps: view.steps, takeStep, singleKeys });

  return (
    <div className="consult" ref={root}>
      <Head head={view.head} />
      <Log
        view={view}
        markRead={actions.markRead}
        takeBack={takeBack}
        goOn={goOn}
        problem={problem}
      />
      <Panel view={view} takeStep={takeStep} />
      <Composer view={view} note={note} takeStep={takeStep} />
      {asked?.do === "acknowledge" && channel !== null && (
        <AcknowledgeDialog
          view={view}
          wish={asked}
          acknowledge={() => actions.acknowledge(channel, asked.re)}
          onClose={close}
        />
      )}
      {asked?.do === "change" && channel !== null && (
        <ChangeDialog
          change={asked.change}
          sign={() => actions.changeRoster(channel, asked.change.op, asked.change.rec)}
          onClose={close}
        />
      )}
    </div>
  );
}
