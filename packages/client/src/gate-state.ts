import type { PayloadId, RoomId } from "@parley/base";
import type { GateReason } from "@parley/directory";
import type { Core } from "./core.ts";
import { gateNow } from "./gate.ts";
import { officeOf } from "./office.ts";
import type { GateState, HoldReason } from "./snapshot.ts";

/** The gate of a room for a face, with what the server refuses for good. */
export function gateStateOf(core: Core, room: RoomId): GateState {
  const verdict = gateNow(core, room);
  const reasons = [
    ...(verdict.state === "held"
      ? verdict.reasons.flatMap((one) => holdReasonOf(core, room, one))
      : []),
    ...refusals(core, room),
  ];
  if (reasons.length > 0) return { state: "held", reasons };
  return { state: verdict.state === "open" ? "open" : "waiting" };
}

/** The gate of an opening that has no room yet. */
export function openingGateOf(core: Core, id: PayloadId): GateState {
  const reasons = [
    ...(core.listing === "listed" ? [] : [{ reason: "own-device-not-listed" } as const]),
    ...refusals(core, id),
  ];
  return reasons.length > 0 ? { state: "held", reasons } : { state: "waiting" };
}

function refusals(core: Core, what: RoomId | PayloadId): readonly HoldReason[] {
  const since = core.hindrances.get(what)?.refusedSince ?? null;
  return since === null ? [] : [{ reason: "refused-by-server", since }];
}

function holdReasonOf(core: Core, room: RoomId, reason: GateReason): readonly HoldReason[] {
  switch (reason.reason) {
    case "account-not-listed":
      return [{ ...reason, since: core.foreignAt(room, reason.user) }];
    case "account-not-in-roster": {
      const record = core.state.log.recordOf(reason.rec);
      if (record === null) return [];
      const { user } = reason;
      return [
        {
          reason: "account-not-in-roster",
          user,
          office: officeOf(record),
          since: core.foreignAt(room, user),
        },
      ];
    }
    case "own-device-not-listed":
    case "own-office-not-in-roster":
    case "room-settings-changed":
      return [reason];
  }
}
