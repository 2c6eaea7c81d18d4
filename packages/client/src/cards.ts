import { parseRecordId, type RecordId } from "@parley/base";
import {
  hashOfCard,
  readCard,
  type CardOfRecord,
  type ContactCard,
  type Log,
} from "@parley/directory";
import type { Change } from "@parley/storage";
import { indexOf } from "./directory-index.ts";
import type { RecordView } from "./directory-view.ts";
import type { State } from "./state.ts";

const CARD = "card";
/** Cards that the service said are erased: the hash that stood in the log then, by record. */
const ERASED = "card-erased";

interface HeldCard {
  readonly hash: string;
  readonly card: ContactCard;
}

const read = new Map<string, HeldCard | null>();

/** Cards that are here and that the log names now. */
export function heldCards(state: State): ReadonlyMap<RecordId, HeldCard> {
  const held = new Map<RecordId, HeldCard>();
  for (const [id, text] of state.kept(CARD)) {
    const rec = parseRecordId(id);
    const card = cardOf(text);
    if (rec !== null && card !== null && state.log.recordOf(rec)?.card === card.hash)
      held.set(rec, card);
  }
  return held;
}

/** Read once for each text: a snapshot asks for all of them. */
function cardOf(text: string): HeldCard | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  const closed = JSON.parse(text) as Pick<CardOfRecord, "salt" | "text">;
  const hash = hashOfCard(closed);
  const card = hash === null ? null : readCard(closed, hash);
  const held = hash !== null && card?.ok === true ? { hash, card: card.value } : null;
  if (read.size > 1_000) read.clear();
  read.set(text, held);
  return held;
}

/** Takes up cards whose hash the log names (DIR-7); others leave nothing. */
export function cardsChange(log: Log, cards: readonly CardOfRecord[]): Change {
  const taken = cards.filter(({ rec, salt, text }) => {
    const hash = log.recordOf(rec)?.card ?? "";
    return hash !== "" && readCard({ salt, text }, hash).ok;
  });
  return {
    kept: taken.map(({ rec, salt, text }) => ({
      kind: CARD,
      id: rec,
      text: JSON.stringify({ salt, text }),
    })),
    keptGone: taken.map(({ rec }) => ({ kind: ERASED, id: rec })),
  };
}

/** Cards that were erased: nothing of them stays, and the face says so. */
export function erasedChange(log: Log, recs: readonly RecordId[]): Change {
  return {
    keptGone: recs.map((rec) => ({ kind: CARD, id: rec })),
    kept: recs.flatMap((rec) => {
      const hash = log.recordOf(rec)?.card;
      return hash === undefined ? [] : [{ kind: ERASED, id: rec, text: hash }];
    }),
  };
}

/** Cards that a longer log names no more. */
export function outdatedCards(state: State): Change {
  const gone = [...state.kept(CARD)].filter(([id, text]) => {
    const rec = parseRecordId(id);
    return rec === null || state.log.recordOf(rec)?.card !== cardOf(text)?.hash;
  });
  for (const [, text] of gone) read.delete(text);
  return { keptGone: gone.map(([id]) => ({ kind: CARD, id })) };
}

/** The card of a record, or why there is none. */
export function cardViewOf(
  state: State,
  rec: RecordId,
  here: ReturnType<typeof heldCards>,
): Pick<RecordView, "card" | "cardState"> {
  const hash = state.log.recordOf(rec)?.card ?? "";
  const held = here.get(rec);
  if (held !== undefined) return { card: held.card, cardState: "held" };
  if (hash !== "")
    return { card: null, cardState: state.kept(ERASED).get(rec) === hash ? "erased" : "not-here" };
  const had = indexOf(state.log).withCard.has(rec);
  return { card: null, cardState: had ? "erased" : "none" };
}
