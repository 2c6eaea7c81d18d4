import type { Instant } from "@parley/base";
import { useId, useState, type ReactNode } from "react";
import { ActSheet, SignerEvidence, type TimeFrame, type TrustView } from "../../acts/index.ts";
import { LinkButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { DeliveryMark } from "../../ui/Shield.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { ActCardView } from "./act-card-view.ts";
import { MarginCell } from "./LogEntries.tsx";
import type { ActItem } from "./log-view.ts";

import type { WhyRow } from "./why-view.ts";

/** A signed act with its signature line, the evidence behind it, and how far it has come. */
export function ActEntryCard({
  item,
  frame,
  now,
  takeBack,
}: {
  item: ActItem;
  frame: TimeFrame;
  now: Instant;
  takeBack: (item: ActItem) => void;
}): ReactNode {
  const { card } = item;
  return (
    <div className="entry" data-act={item.hash} data-unread={item.unread ? "act" : undefined}>
      <MarginCell margin={item.margin} there />
      <ActSheet
        id={`act-${item.hash}`}
        act={card.act}
        from={card.from}
        frame={frame}
        now={now}
        reference={card.reference}
        place={card.place}
        brief
        draft={card.unsigned}
        {...(card.fallback === null ? {} : { fallback: card.fallback })}
        remarks={card.remarks.map((remark) => (
          <p className="line ui" key={remark.icon}>
            <Icon name={remark.icon} />
            <span>
              <b>{remark.title}</b> {remark.text}
            </span>
          </p>
        ))}
        foot={
          <>
            <Foot card={card} />
            {item.takeBack !== null && (
              <LinkButton onClick={() => takeBack(item)}>
                {say(words.log.takeBackOpening)}
              </LinkButton>
            )}
          </>
        }
      />
    </div>
  );
}

function Foot({ card }: { card: ActCardView }): ReactNode {
  return (
    <>
      <span className="row row--tight">
        <Icon name={card.seal} />
        {card.signed}
      </span>
      {card.trust !== null && <Why trust={card.trust} rows={card.why} signer={card.signer} />}
      {card.status !== null && (
        <DeliveryMark state={card.status.look}>{card.status.text}</DeliveryMark>
      )}
    </>
  );
}

/** The shield of an act; pressed, it shows what it rests on. */
function Why({
  trust,
  rows,
  signer,
}: {
  trust: TrustView;
  rows: readonly WhyRow[];
  signer: ActCardView["signer"];
}): ReactNode {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={`trust trust--${trust.shield}`} popoverTarget={id}>
        <Icon name={trust.shield} />
        {trust.text}
      </button>
      <section
        className={`why why--${trust.shield}`}
        id={id}
        popover="auto"
        aria-label={trust.text}
        onBeforeToggle={(event) => setOpen(event.newState === "open")}
      >
        <h3 className="row row--tight">
          <Icon name={trust.shield} />
          {trust.text}
        </h3>
        <dl className="kv kv--s">
          {rows.flatMap((row) => [
            <dt key={`${row.name} name`}>{row.name}</dt>,
            <dd key={row.name}>
              {row.value}
              {row.code !== undefined && (
                <>
                  {" "}
                  <span className="mono">{row.code}</span>
                </>
              )}
            </dd>,
          ])}
        </dl>
        {open && <SignerEvidence rec={signer.rec} signer={signer.key} />}
      </section>
    </>
  );
}
