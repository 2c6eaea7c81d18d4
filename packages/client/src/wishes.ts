import type { Instant } from "@parley/base";
import { readCard, type ClosedCard, type ContactCard, type Wish } from "@parley/directory";
import type { Change } from "@parley/storage";
import type { WishView } from "./directory-view.ts";
import { lineMessageOf } from "./line-outbox.ts";
import type { State } from "./state.ts";

const WISH = "wish";
/** What nothing in the directory answers is shown so long, in ms: the 30 days of CBM 8. */
const SHOWN = 30 * 24 * 3_600_000;

interface Kept {
  readonly wish: Wish;
  readonly at: Instant;
  /** When the record was last confirmed as the wish was said. */
  readonly conf: string;
  /** The card that is wished for: what is signed for can be read again. */
  readonly card?: ClosedCard;
}

function keptWishes(state: State): readonly Kept[] {
  return [...state.kept(WISH).values()].map((text) => JSON.parse(text) as Kept);
}

export function wishRow(
  state: State,
  wish: Wish,
  at: Instant,
  card?: ClosedCard,
): NonNullable<Change["kept"]>[number] {
  const conf = state.log.recordOf(wish.rec)?.conf ?? "";
  const kept: Kept = { wish, at, conf, ...(card === undefined ? {} : { card }) };
  return { kind: WISH, id: wish.id, text: JSON.stringify(kept) };
}

/** The card of this hash, where it was proposed on this device and is not in the directory yet. */
export function proposedCard(state: State, hash: string): ContactCard | null {
  const kept = keptWishes(state).find(({ wish }) => wish.card === hash);
  const card = kept?.card === undefined ? null : readCard(kept.card, hash);
  return card?.ok === true ? card.value : null;
}

/** Wishes that the directory has answered since. */
export function answeredWishes(state: State): NonNullable<Change["keptGone"]> {
  return keptWishes(state)
    .filter(({ wish, conf }) => {
      const record = state.log.recordOf(wish.rec);
      if (wish.about === "card") return record?.card === wish.card;
      return wish.about === "confirm" && record?.conf !== conf;
    })
    .map(({ wish }) => ({ kind: WISH, id: wish.id }));
}

/** What was asked of the Secretariat and is not settled yet, newest first. */
export function wishesOf(state: State, now: Instant): readonly WishView[] {
  const queued = new Set(
    [...state.outbox.values()].flatMap((row) => {
      const message =
        row.status === "queued" && row.sentAt === undefined ? lineMessageOf(row) : null;
      return message?.kind === "wish" ? [message.wish.id] : [];
    }),
  );
  return keptWishes(state)
    .filter(({ at }) => now - at < SHOWN)
    .toSorted((a, b) => b.at - a.at)
    .map(({ wish, at }) => ({
      id: wish.id,
      kind: wish.about,
      text: wish.text,
      at,
      sent: !queued.has(wish.id),
    }));
}
