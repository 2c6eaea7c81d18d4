import { MOST_HELD, type PocMessage } from "@parley/directory";
import type { Core } from "./core.ts";
import { heldCards } from "./cards.ts";

/** What this device holds, so that the service can bring the rest (DIR-5, DIR-7). */
export function haveMessage({ state }: Core): PocMessage {
  const { n, h } = state.log.head;
  const held = [...heldCards(state)].slice(0, MOST_HELD.cards);
  const cards = held.map(([rec, { hash }]) => ({ rec, hash }));
  const reports = [...state.reports.keys()].slice(-MOST_HELD.reports);
  return { kind: "have", n, h, cards, reports };
}
