import type { StateCode } from "@parley/base";
import type { OutboxRow } from "@parley/storage";
import type { Core } from "./core.ts";
import type { Delivered } from "./grades.ts";
import type { Delivery, GateState } from "./snapshot.ts";

/** After this time without a grade a party is named as not reached, in ms (OUTBOX-2). */
export const UNDELIVERED_AFTER = 120_000;

/** How far one's own payload has come; `others` are the parties but one's own State. */
export function deliveryOf(
  core: Core,
  row: OutboxRow,
  gate: GateState,
  delivered: Delivered,
  others: readonly StateCode[],
): Delivery {
  // An office of one's own State is no party that was reached.
  const reached = [...(delivered.get(row.id) ?? [])].filter(([state]) => others.includes(state));
  if (reached.length > 0)
    return {
      state: "delivered",
      at: Math.min(...reached.map(([, at]) => at)),
      to: reached.map(([state]) => state).toSorted(),
    };
  if (row.sentAt !== undefined)
    return core.now() >= row.sentAt + UNDELIVERED_AFTER
      ? { state: "not-delivered-yet", at: row.sentAt, to: others }
      : { state: "sent", at: row.sentAt };
  if (core.isInFlight(row.id)) return { state: "sending" };
  return { state: gate.state === "held" ? "held" : "queued" };
}
