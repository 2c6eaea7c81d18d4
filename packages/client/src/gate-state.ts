import type { RecordId, RoomId } from "@parley/base";
import type { DirectoryRecord, Log } from "@parley/directory";
import type { OutboxRow } from "@parley/storage";
import type { Core, Hindered } from "./core.ts";
import { gateNow, pinnedSettings, type RoomReason } from "./gate.ts";
import { officeOf } from "./office.ts";
import { listedIn } from "./signed-devices.ts";
import type { Awaited, GateState, HoldReason, Unreached } from "./snapshot.ts";

/** The gate of a room for a face, with what the server refuses for good. */
export function gateStateOf(core: Core, room: RoomId): GateState {
  const verdict = gateNow(core, room);
  const reasons = [
    ...(verdict.state === "held"
      ? verdict.reasons.flatMap((one) => holdReasonOf(core, room, one))
      : []),
    ...(verdict.state === "waiting" ? unreachable(core, room) : []),
    ...refusals(core, room),
  ];
  if (reasons.length > 0) return { state: "held", reasons };
  return verdict.state === "open"
    ? { state: "open" }
    : { state: "waiting", for: awaited(core, room) };
}

/** The gate of an opening that has no room yet. */
export function openingGateOf(core: Core, { id, opening }: OutboxRow): GateState {
  const reasons = [
    ...(core.listing === "listed" ? [] : [{ reason: "own-device-not-listed" } as const]),
    ...addresseesGone(core, opening?.roster ?? []),
    ...refusals(core, id),
  ];
  return reasons.length > 0
    ? { state: "held", reasons }
    : { state: "waiting", for: { what: "room" } };
}

function refusals(core: Core, ...what: readonly Hindered[]): readonly HoldReason[] {
  const since = what.flatMap((one) => core.hindrances.get(one)?.refusedSince ?? []);
  return since.length === 0 ? [] : [{ reason: "refused-by-server", since: Math.min(...since) }];
}

/** Addressees without a listed device: until they are listed again, nobody can give them keys. */
export function addresseesGone(
  core: Core,
  roster: readonly RecordId[],
  log: Log = core.state.listed,
): readonly HoldReason[] {
  return roster.flatMap((rec): readonly HoldReason[] => {
    const record = log.recordOf(rec);
    if (record === null || record.devices.length > 0) return [];
    if (record.user === core.state.profile.user) return [];
    return [{ reason: "addressee-not-listed", office: officeOf(record) }];
  });
}

/** What is missing, as far as this device knows. */
function awaited(core: Core, room: RoomId): Awaited {
  const { session } = core;
  if (session === null || session.settings(room) === null || pinnedSettings(core, room) === null)
    return { what: "settings" };
  const present = new Set<string>(session.members(room).map(({ user }) => user));
  const offices = othersIn(core, room).flatMap((record): readonly Unreached[] => {
    const office = officeOf(record);
    if (!present.has(record.user)) return [{ office, because: "not-in-room" }];
    const states = core.trust.flatMap(({ user, state }) => (user === record.user ? state : []));
    if (states.includes("trusted")) return [];
    return [{ office, because: states.includes("other-keys") ? "other-keys" : "keys-unknown" }];
  });
  return { what: "devices", offices };
}

/** Records of the roster that are another State's. */
function othersIn(core: Core, room: RoomId): readonly DirectoryRecord[] {
  const { state } = core;
  return (state.channelOf(room)?.roster(state.log) ?? [])
    .flatMap((rec) => state.listed.recordOf(rec) ?? [])
    .filter((record) => record.state !== core.ownState);
}

/** Why nobody of another State is here yet, where waiting alone does not end it. */
function unreachable(core: Core, room: RoomId): readonly HoldReason[] {
  const others = othersIn(core, room);
  const left = addresseesGone(
    core,
    others.map(({ id }) => id),
    listedIn(core.state, core.state.channelOf(room), core.now()),
  );
  const present = new Set<string>(core.session?.members(room).map(({ user }) => user));
  const uninvited = others.flatMap(({ user }): readonly Hindered[] =>
    present.has(user) ? [] : [`invite ${room} ${user}`],
  );
  return [...(left.length === others.length ? left : []), ...refusals(core, ...uninvited)];
}

function holdReasonOf(core: Core, room: RoomId, reason: RoomReason): readonly HoldReason[] {
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
    case "directory-old":
      return [reason];
  }
}
