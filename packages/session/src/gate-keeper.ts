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
    const enforced = new Set<string>();
    // Who is in and who may be served can change while the machine works; the answer that counts is one whose
    // members have all been looked at.
    for (;;) {
      const { to } = this.ask(room);
      const members = (["join", "invite"] as const)
        .flatMap((membership) => room.getMembersWithMembership(membership))
        .filter((member) => to.includes(member.userId as UserId));
      const users = members.map((member) => member.userId as UserId);
      if (users.every((user) => enforced.has(user))) return members;
      if (!(await this.trust.enforce(users))) throw new GateClosed("wait");
      for (const user of users) enforced.add(user);
    }
  };

  private ask(room: Room): GateAnswer & { readonly kind: "send" } {
    const answer = this.gate(room.roomId as RoomId, membersOf(room));
    if (answer.kind !== "send") throw new GateClosed(answer.kind);
    return answer;
  }
}
