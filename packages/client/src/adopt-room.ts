import { parsePayload, readClaim, verifySigned } from "@parley/protocol";
import type { Arrival } from "@parley/session";
import type { RoomRow } from "@parley/storage";
import { officeThatNames } from "./accept-act.ts";
import type { Core } from "./core.ts";

type PayloadArrival = Arrival & { readonly kind: "payload" };

/** Rooms that a device takes up before any of their openings was accepted: a server can show any number. */
const UNOPENED = 20;

/**
 * A new device comes into rooms in which its account is already: nobody invites it. While it is not listed, it takes one
 * up on an act, by a key that the log lists, that opens this room for its office or names its own key (TRUST-2); what
 * came before leaves nothing, and is asked for later (ACT-3).
 */
export function adopts(core: Core, arrival: Arrival): arrival is PayloadArrival {
  const { state, listing } = core;
  if (arrival.kind !== "payload" || listing !== "waiting" || core.end !== "poc") return false;
  const payload = parsePayload(arrival.type, arrival.content);
  if (!payload.ok || payload.value.type !== "chat.parley.act") return false;
  const unopened = [...state.rooms.values()].filter(
    ({ room, line }) => line !== true && state.channelOf(room) === null,
  );
  if (unopened.length >= UNOPENED) return false;
  const { log, profile, ownKey } = state;
  const carried = { bytes: payload.value.act, sig: payload.value.sig };
  if (officeThatNames(carried, log, { user: profile.user, key: ownKey }) !== null) return true;
  const claim = readClaim(carried.bytes);
  if (!claim.ok || claim.value.fields["open"] === undefined) return false;
  const verified = verifySigned(carried, (rec, key) => log.everKey(rec, key));
  const open = verified.ok ? verified.value.act.open : undefined;
  const own = log.recordByUser(profile.user)?.id;
  return open?.room === arrival.room && own !== undefined && open.roster.includes(own);
}

export function roomRow(core: Core, { room, sender }: PayloadArrival): RoomRow {
  return {
    room,
    settings: "",
    joinedAt: core.now(),
    sharedWith: "",
    readSeq: 0,
    inviter: sender,
  };
}
