import type { RoomId } from "@parley/base";
import { HistoryVisibility } from "matrix-js-sdk/lib/@types/partials.js";
import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import { Room } from "matrix-js-sdk/lib/models/room.js";
import type { RoomSettings } from "./port.ts";

/** Pinned settings of one session, by room. */
export type Pins = ReadonlyMap<RoomId, RoomSettings>;

const VISIBILITY: ReadonlyMap<string, HistoryVisibility> = new Map(
  Object.values(HistoryVisibility).map((value) => [value, value]),
);

const pinsOf = new WeakMap<MatrixClient, Pins>();
let replaced = false;

/**
 * From here on the SDK reads visibility and version of a pinned room from the pin, whatever the server says
 * (ROOM-1). The algorithm needs none: the machine keeps it in its store, takes no other, and encrypts or throws.
 */
export function placePins(client: MatrixClient, pins: Pins): void {
  replaceOnce();
  pinsOf.set(client, pins);
}

function pinOf(room: Room): RoomSettings | undefined {
  return pinsOf.get(room.client)?.get(room.roomId as RoomId);
}

function replaceOnce(): void {
  if (replaced) return;
  replaced = true;
  const { prototype } = Room;
  // oxlint-disable typescript/unbound-method -- called with the room as `this` below
  const { getHistoryVisibility, shouldEncryptForInvitedMembers, getVersion } = prototype;
  // oxlint-enable typescript/unbound-method
  prototype.getHistoryVisibility = function (this: Room): HistoryVisibility {
    const pin = pinOf(this);
    if (pin === undefined) return getHistoryVisibility.call(this);
    // A value that is none of the four reads as the narrowest.
    return VISIBILITY.get(pin.historyVisibility) ?? HistoryVisibility.Joined;
  };
  prototype.shouldEncryptForInvitedMembers = function (this: Room): boolean {
    const pin = pinOf(this);
    if (pin === undefined) return shouldEncryptForInvitedMembers.call(this);
    return pin.historyVisibility !== "joined";
  };
  prototype.getVersion = function (this: Room): string {
    return pinOf(this)?.version ?? getVersion.call(this);
  };
}
