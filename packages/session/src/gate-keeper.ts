import type { RoomId, UserId } from "@parley/base";
import type { RoomMember } from "matrix-js-sdk/lib/models/room-member.js";
import type { Room } from "matrix-js-sdk/lib/models/room.js";
import type { DeviceTrustKeeper } from "./device-trust.ts";
import { GateClosed } from "./gate-hook.ts";
import type { Gate, GateAnswer } from "./port.ts";
import { membersOf } from "./room-state.ts";

/** Asks the client's gate on behalf of the SDK. Until one is set, everything waits (GATE-1). */
export class GateKeeper {
  private readonly trust: DeviceTrustKeeper;
  private gate: Gate = () => ({ kind: "wait" });

  constructor(trust: DeviceTrustKeeper) {
    this.trust = trust;
  }

  set(gate: Gate): void {
    this.gate = gate;
  }

  /** The members that may get keys of the room now; throws `GateClosed` while the gate is not open. */
  readonly membersToServe = async (room: Room): Promise<RoomMember[]> => {
    this.ask(room);
    await this.trust.enforce(membersOf(room).map((member) => member.user));
    // Who is in may have changed meanwhile: the answer that counts is given in one step with the members.
    const { to } = this.ask(room);
    return (["join", "invite"] as const)
      .flatMap((membership) => room.getMembersWithMembership(membership))
      .filter((member) => to.includes(member.userId as UserId));
  };

  private ask(room: Room): GateAnswer & { readonly kind: "send" } {
    const answer = this.gate(room.roomId as RoomId, membersOf(room));
    if (answer.kind !== "send") throw new GateClosed(answer.kind);
    return answer;
  }
}
