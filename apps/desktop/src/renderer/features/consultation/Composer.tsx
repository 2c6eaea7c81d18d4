import { NOTE_BYTES } from "@parley/protocol";
import { useId, type ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { ConsultationView } from "./consultation-view.ts";
import { OtherActs } from "./OtherActs.tsx";
import type { StepView } from "./step-view.ts";
import type { Note } from "./use-note.ts";

/** Where one speaks: at the left informally, at the right for one's State. */
export function Composer({
  view,
  note,
  takeStep,
}: {
  view: ConsultationView;
  note: Note;
  takeStep: (step: StepView) => void;
}): ReactNode {
  return (
    <form
      className="composer"
      data-region="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void note.send();
      }}
    >
      <NoteSide view={view} note={note} />
      <ActSide view={view} takeStep={takeStep} />
    </form>
  );
}

function NoteSide({ view, note }: { view: ConsultationView; note: Note }): ReactNode {
  const id = useId();
  const { composer } = words;
  const open = view.gate.state === "open";
  const off = view.channel === null;
  const held = view.gate.state === "held";
  const what = {
    open:
      view.own === null ? say(composer.informalOwn) : say(composer.informal, { state: view.own }),
    waiting: say(off ? composer.informalOwn : composer.waitsKeys),
    held: say(composer.waitsHeld),
  }[view.gate.state];
  return (
    <div>
      <h3>
        <Icon name="note" />
        <label htmlFor={id}>{say(composer.note)}</label> <span className="meta">{what}</span>
      </h3>
      <textarea
        id={id}
        className="area area--note"
        rows={1}
        value={note.text}
        readOnly={note.sending}
        disabled={off}
        placeholder={held ? say(composer.goOn) : say(composer.write, { to: view.opposite })}
        aria-describedby={`${id}s`}
        onChange={(event) => note.type(event.target.value)}
        onKeyDown={(event) => {
          const asked = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          // While letters are being put together, Enter belongs to the input method.
          if (!asked || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void note.send();
        }}
      />
      <div className="row row--between">
        <NoteSays note={note} off={off} id={`${id}s`} />
        <Button type="submit" size="s" busy={note.sending} disabled={!note.sendable}>
          {say(open ? composer.send : composer.queue)}
          <span className="kbd" aria-hidden="true">
            {say(composer.sendKey)}
          </span>
        </Button>
      </div>
    </div>
  );
}

/** The count appears where the room for a note gets short. */
const NEAR = NOTE_BYTES * 0.75;

function NoteSays({ note, off, id }: { note: Note; off: boolean; id: string }): ReactNode {
  const { composer } = words;
  const { bytes } = note;
  const said = (look: string, text: string): ReactNode => (
    <output className={look} id={id}>
      {text}
    </output>
  );
  if (off) return said("meta", say(composer.notYet));
  if (note.problem !== null) return said("hint hint--err", note.problem);
  if (bytes > NOTE_BYTES)
    return said("hint hint--err", say(composer.tooLong, { over: bytes - NOTE_BYTES }));
  if (note.state === "refused") return said("hint hint--err", say(composer.notSaved));
  if (bytes > NEAR) return said("meta", say(composer.room, { bytes, most: NOTE_BYTES }));
  return said("meta", say(note.state === "saving" ? composer.saving : composer.saved));
}

/** Letters of two buttons that stand beside the menu in one row. */
const ROOM_FOR_TWO = 20;

function ActSide({
  view,
  takeStep,
}: {
  view: ConsultationView;
  takeStep: (step: StepView) => void;
}): ReactNode {
  const { composer } = words;
  const first = view.primary ?? view.steps[0] ?? null;
  const rest = view.steps.filter((step) => step !== first);
  const beside = rest[0];
  const fits =
    first !== null &&
    beside !== undefined &&
    first.label.length + beside.label.length <= ROOM_FOR_TWO;
  const second = fits ? beside : undefined;
  const further = fits ? rest.slice(1) : rest;
  return (
    <div className="composer__act">
      <h3>
        <Icon name="seal" />
        <b>{say(composer.act)}</b>{" "}
        <span className="meta">
          {say(view.gate.state === "held" ? composer.actHeld : composer.formal)}
        </span>
      </h3>
      <p className="muted">
        {first === null ? say(composer.noAct) : say(composer.seenFirst, { state: view.opposite })}
      </p>
      <div className="row composer__do">
        {first !== null && (
          <Button
            kind={view.primary === null ? "plain" : "primary"}
            size="s"
            icon={first.icon}
            onClick={() => takeStep(first)}
          >
            {first.label}
          </Button>
        )}
        {second !== undefined && (
          <Button size="s" onClick={() => takeStep(second)}>
            {second.label}
          </Button>
        )}
        {further.length > 0 && <OtherActs steps={further} takeStep={takeStep} />}
      </div>
    </div>
  );
}
