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
  const states = delivered.get(row.id);
  if (states !== undefined && states.size > 0)
    return {
      state: "delivered",
      at: Math.min(...states.values()),
      to: [...states.keys()].toSorted(),
    };
  if (row.sentAt !== undefined)
    return core.now() >= row.sentAt + UNDELIVERED_AFTER
      ? { state: "not-delivered-yet", at: row.sentAt, to: others }
      : { state: "sent", at: row.sentAt };
  if (core.isInFlight(row.id)) return { state: "sending" };
  return { state: gate.state === "held" ? "held" : "queued" };
}
