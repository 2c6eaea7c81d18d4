import type { Instant } from "@parley/base";
import type { Client, RecordView } from "@parley/client";
import { useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { useStore } from "zustand";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { cardText, readCardText, type CardProblems, type CardText } from "./card-fields.ts";
import { HoursFields } from "./HoursFields.tsx";
import { ReachFields } from "./ReachFields.tsx";
import type { Unsent } from "./unsent.ts";
import { useAction } from "./use-action.ts";

/** A change of one's own contact card, from the card that is held to what is proposed to the officers. */
export function CardForm({
  record,
  now,
  unsent,
  propose,
  onBack,
}: {
  record: RecordView;
  now: Instant;
  unsent: Unsent;
  propose: Client["proposeCard"];
  onBack: () => void;
}): ReactNode {
  const { card: w } = words;
  const typed = useStore(unsent).card;
  const text = typed ?? cardText(record);
  const [problems, setProblems] = useState<CardProblems>(new Map());
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState(false);
  const { working, problem, run } = useAction();
  const change = (part: Partial<CardText>): void => {
    const next = { ...text, ...part };
    unsent.setState({ card: next });
    if (asked) setProblems(readCardText(next, now).problems);
  };
  const send = async (): Promise<void> => {
    const { card, problems: found } = readCardText(text, now);
    // Drawn before the first of them can have the focus.
    flushSync(() => {
      setProblems(found);
      setAsked(true);
    });
    form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    if (card === null || !(await run(() => propose(card)))) return;
    unsent.setState({ card: null });
    onBack();
  };
  const fields = { text, problems, change };
  return (
    <form
      ref={form}
      className="record cardform"
      aria-label={say(w.title)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <header>
        <h2 className="title">{say(w.title)}</h2>
        <p className="lead">{say(w.lead)}</p>
      </header>
      <div className="sheet">
        <div className="sheet__p stack">
          <ReachFields {...fields} />
        </div>
      </div>
      <div className="sheet">
        <div className="sheet__p stack">
          <HoursFields {...fields} />
        </div>
      </div>
      <p className="muted">{say(w.next)}</p>
      {problem !== null && <Banner tone="notice" title={problem} urgent />}
      <div className="row record__foot">
        <Button kind="quiet" onClick={onBack}>
          {say(w.back)}
        </Button>
        <span className="grow muted" aria-live="polite">
          {problems.size > 0 ? say(w.problems, { count: problems.size }) : say(w.kept)}
        </span>
        <Button kind="primary" size="l" icon="send" type="submit" busy={working}>
          {say(w.action)}
        </Button>
      </div>
    </form>
  );
}
