import { Fragment, memo, useRef, type NamedExoticComponent, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { LinkButton } from "../../ui/Button.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { ActEntryCard } from "./ActEntryCard.tsx";
import type { ConsultationActions } from "./actions.ts";
import type { ConsultationView } from "./consultation-view.ts";
import { Held } from "./Held.tsx";
import type { HoldAction } from "./hold-view.ts";
import { NoteEntries, RoomLine } from "./LogEntries.tsx";
import { groupItems } from "./log-groups.ts";
import type { ActItem, NoteItem } from "./log-view.ts";
import { useBelow, type Below } from "./use-below.ts";
import { useReading } from "./use-reading.ts";

/** Acts, notes and what happened around them. It opens at the first that is new, and never jumps under the eyes. */
export const Log: NamedExoticComponent<{
  view: ConsultationView;
  markRead: ConsultationActions["markRead"];
  takeBack: (item: ActItem | NoteItem) => void;
  goOn: (action: HoldAction) => Promise<string | null>;
  /** Why the last wish was not carried out. */
  problem: string | null;
}> = memo(function Log({ view, markRead, takeBack, goOn, problem }): ReactNode {
  const log = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const { firstNew, goToEnd } = useReading({ view, markRead, log, end });
  const groups = groupItems(view.log, firstNew);
  const below = belowWords(useBelow(log));
  return (
    <>
      <div
        ref={log}
        className="consult__log"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={say(words.log.label)}
        data-region="log"
      >
        <h2 className="sr">{say(words.log.label)}</h2>
        {groups.length === 0 && <p className="line">{say(words.log.empty)}</p>}
        {groups.map((group) => (
          <Fragment key={group.key}>
            {group.fresh && (
              <div className="daymark daymark--new" data-new>
                {say(words.log.fresh)}
              </div>
            )}
            {group.kind === "day" && <div className="daymark">{group.text}</div>}
            {group.kind === "act" && (
              <ActEntryCard
                item={group.item}
                frame={view.frame}
                now={view.now}
                takeBack={takeBack}
              />
            )}
            {group.kind === "notes" && <NoteEntries items={group.items} takeBack={takeBack} />}
            {group.kind === "room" && <RoomLine item={group.item} />}
          </Fragment>
        ))}
        {view.gate.state === "held" && <Held gate={view.gate} goOn={goOn} />}
        {view.gate.state === "waiting" && (
          <output className="line line--wait">
            <Icon name="queued" />
            <span>{view.gate.text}</span>
          </output>
        )}
        {problem !== null && <Banner tone="notice" icon="info" title={problem} urgent />}
        <div ref={end} className="consult__end" />
      </div>
      {below !== null && (
        <output className="below">
          <Icon name="down" />
          <b>{below}</b>
          <span />
          <LinkButton onClick={goToEnd}>{say(words.log.goLast)}</LinkButton>
        </output>
      )}
    </>
  );
});

function belowWords({ acts, notes, hold }: Below): string | null {
  if (hold) return say(words.log.belowHold);
  if (acts > 0 && notes > 0) return say(words.log.belowBoth, { acts, notes });
  if (acts > 0) return say(words.log.belowActs, { count: acts });
  return notes > 0 ? say(words.log.belowNotes, { count: notes }) : null;
}
