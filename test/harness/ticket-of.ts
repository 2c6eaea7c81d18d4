import { readFileSync } from "node:fs";
import { parseRoot, readTicket, type Ticket } from "@parley/directory";
import type { Place } from "@parley/exercise";
import { readNetworkFile } from "./readdress.ts";

/** What stands in the ticket of a place. */
export function ticketOf(place: Place): Ticket {
  const { root, server } = readNetworkFile(place);
  const parsed = parseRoot(root);
  if (!parsed.ok) throw new Error(parsed.refusal);
  const text = readFileSync(place.ticketFile, "utf8");
  const read = readTicket(text, { root: parsed.value, server, now: Date.now() });
  if (!read.ok) throw new Error(read.refusal);
  return read.value.ticket;
}
