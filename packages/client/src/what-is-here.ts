import type { PocMessage } from "@parley/directory";
import type { Core } from "./core.ts";
import { heldCards } from "./cards.ts";

/** What this device holds, so that the service can bring the rest (DIR-5, DIR-7). */
export function haveMessage({ state }: Core): PocMessage {
  const { n, h } = state.log.head;
  const cards = [...heldCards(state)].map(([rec, { hash }]) => ({ rec, hash }));
  return { kind: "have", n, h, cards, reports: state.reports.size };
}
