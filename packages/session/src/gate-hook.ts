import type { MatrixClient } from "matrix-js-sdk/lib/client.js";
import type { RoomMember } from "matrix-js-sdk/lib/models/room-member.js";
import { Room } from "matrix-js-sdk/lib/models/room.js";

/** Thrown where the SDK asks whom to encrypt for, so that no path can go on to share keys (GATE-1). */
export class GateClosed extends Error {
  override readonly name = "GateClosed";

  constructor(answer: "held" | "wait") {
    super(`the gate says ${answer}`);
  }
}

/** Names the members that may get keys of the room now; throws `GateClosed` otherwise. */
export type GateKeeper = (room: Room) => Promise<RoomMember[]>;

const keepers = new WeakMap<MatrixClient, GateKeeper>();
let replaced = false;

/** From here on the SDK's client asks this keeper, wherever it asks whom to encrypt for. */
export function placeGate(client: MatrixClient, keeper: GateKeeper): void {
  replaceOnce();
  keepers.set(client, keeper);
}

function replaceOnce(): void {
  if (replaced) return;
  replaced = true;
  // oxlint-disable-next-line typescript/unbound-method -- called with the room as `this` below
  const original = Room.prototype.getEncryptionTargetMembers;
  Room.prototype.getEncryptionTargetMembers = function (this: Room): Promise<RoomMember[]> {
    const keeper = keepers.get(this.client);
    return keeper === undefined ? original.call(this) : keeper(this);
  };
}
