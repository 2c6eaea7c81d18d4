import type { ReactNode } from "react";
import { FreeText } from "../../acts/index.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { DeliveryMark } from "../../ui/Shield.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { isoOf } from "../../words/times.ts";
import type { Margin, NoteItem, RoomItem } from "./log-view.ts";

/** Whose it is, and when it was received here. `there`: the other clocks in sight, not only spoken. */
export function MarginCell({ margin, there }: { margin: Margin; there: boolean }): ReactNode {
  const { times } = margin;
  const others = times.others.split(", ");
  return (
    <div className="entry__who">
      <b>{margin.who}</b>
      <time dateTime={isoOf(times.at)} title={times.others}>
        {times.here}
      </time>
      {there ? (
        others.map((other) => (
          <span key={other} className="entry__there">
            {other}
          </span>
        ))
      ) : (
        <span className="sr">{times.others}</span>
      )}
      {margin.written !== null && <span className="entry__there">{margin.written}</span>}
    </div>
  );
}

/** Notes that follow one another: no sheet, a dotted margin. */
export function NoteEntries({
  items,
  takeBack,
}: {
  items: readonly NoteItem[];
  takeBack: (item: NoteItem) => void;
}): ReactNode {
  return (
    <div className="notes">
      <div className="notes__h">
        <Icon name="note" />
        {say(words.log.notes)}
      </div>
      {items.map((item) => (
        <div
          className="entry entry--note"
          key={item.key}
          data-unread={item.unread ? "note" : undefined}
        >
          <MarginCell margin={item.margin} there={false} />
          <div className="note">
            <FreeText text={item.text} />
            <NoteFoot item={item} takeBack={takeBack} />
          </div>
        </div>
      ))}
    </div>
  );
}

function NoteFoot({
  item,
  takeBack,
}: {
  item: NoteItem;
  takeBack: (item: NoteItem) => void;
}): ReactNode {
  if (item.delivery === null) return null;
  return (
    <span className="row row--between">
      <DeliveryMark state={item.delivery.look}>{item.delivery.text}</DeliveryMark>
      {item.takeBack !== null && (
        <LinkButton onClick={() => takeBack(item)}>{say(words.log.takeBack)}</LinkButton>
      )}
    </span>
  );
}

/** What happened around the channel; nobody said it. */
export function RoomLine({ item }: { item: RoomItem }): ReactNode {
  return (
    <div className="entry entry--line">
      <MarginCell margin={item.margin} there={false} />
      <p className="line">
        <Icon name={item.icon} />
        <span>
          <b>{item.title}</b> {item.text}
        </span>
      </p>
    </div>
  );
}
