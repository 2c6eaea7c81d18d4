import { parseRecordId, type Instant, type RecordId, type RoomId } from "@parley/base";
import {
  decideGate,
  type DirectoryRecord,
  type GateReason,
  type GateVerdict,
  type PinnedSettings,
} from "@parley/directory";
import type { GateAnswer, Member } from "@parley/session";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { goesOn } from "./going-on.ts";
import { decideLineGate } from "./line-gate.ts";
import { isLine, peerOf } from "./line-rows.ts";
import { queuedIn } from "./outbox-row.ts";
import { listedIn } from "./signed-devices.ts";
import { directoryOld } from "./signed-heads.ts";

/** ROOM-1: what was stored at creation or first join; null until the server has told it once. */
export function pinnedSettings(core: Core, room: RoomId): PinnedSettings | null {
  const text = core.state.rooms.get(room)?.settings ?? "";
  return text === "" ? null : (JSON.parse(text) as PinnedSettings);
}

/** Why a room is held: what the directory's own decision says, or that the directory is old (DIR-3). */
export type RoomReason =
  | GateReason
  | { readonly reason: "directory-old"; readonly headAt: Instant };

export type RoomVerdict =
  | Exclude<GateVerdict, { readonly state: "held" }>
  | { readonly state: "held"; readonly reasons: readonly RoomReason[] };

/** Who may get keys in this room (GATE-1). The sends and the face ask here, and nowhere else. */
function gateOf(core: Core, room: RoomId, members: readonly Member[]): RoomVerdict {
  const { state, device, session } = core;
  if (isLine(state, room)) return lineGate(core, room, members);
  const channel = state.channelOf(room);
  const pinned = pinnedSettings(core, room);
  if (channel === null || pinned === null || session === null)
    return { state: "waiting", until: null };
  const verdict = decideGate({
    log: listedIn(state, channel, core.now()),
    own: {
      user: state.profile.user,
      device: device.id,
      ed25519: device.ed25519,
      curve25519: device.curve25519,
      act: state.profile.act.publicKey,
    },
    roster: rosterNow(core, channel),
    members,
    trust: core.trust,
    pinned,
    settings: session.settings(room),
    now: core.now(),
    firstTrustedAt: core.firstTrusted.get(room) ?? null,
  });
  const headAt = directoryOld(state, core.now());
  return verdict.state !== "open" ||
    headAt === null ||
    goesOn(state, channel.opening.act.con, headAt)
    ? verdict
    : { state: "held", reasons: [{ reason: "directory-old", headAt }] };
}

function lineGate(core: Core, room: RoomId, members: readonly Member[]): GateVerdict {
  const { state, session, trust, end } = core;
  const pinned = pinnedSettings(core, room);
  if (pinned === null || session === null) return { state: "waiting", until: null };
  return decideLineGate({
    log: state.listed,
    own: { user: state.profile.user, isListed: core.listing === "listed" },
    peer: peerOf(state, room),
    end,
    members,
    trust,
    pinned,
    settings: session.settings(room),
  });
}

/**
 * The roster that the next send goes by. An office that this device removes still gets the act that says so, and what
 * was queued before it; after that it is out.
 */
function rosterNow(core: Core, channel: Channel): readonly RecordId[] {
  const removing = queuedIn(core.state, channel.room).flatMap(({ act, sentAt }) => {
    const signed = act === undefined ? undefined : channel.acts.get(act)?.signed.act;
    const removes = signed?.kind === "roster" && signed.f["op"] === "remove";
    return removes && sentAt === undefined ? (parseRecordId(signed.f["rec"]) ?? []) : [];
  });
  return [...new Set([...channel.roster(core.state.log), ...removing])];
}

/** The gate as it stands with the members that the session shows now. */
export function gateNow(core: Core, room: RoomId): RoomVerdict {
  return gateOf(core, room, core.session?.members(room) ?? []);
}

/**
 * What the session is told when the SDK asks whom to encrypt for. A result under which the room's key was not shared
 * waits: the key is discarded and the new result written first.
 */
export function answerGate(core: Core, room: RoomId, members: readonly Member[]): GateAnswer {
  const verdict = gateOf(core, room, members);
  if (verdict.state === "held") return { kind: "held" };
  if (verdict.state === "waiting" || core.closed) return { kind: "wait" };
  return core.state.rooms.get(room)?.sharedWith === verdict.sharedWith
    ? { kind: "send", to: verdict.to }
    : { kind: "wait" };
}

/** Notes when a device of another State was first trusted here, from which the wait for further States counts. */
export function noteFirstTrusted(core: Core, channel: Channel): void {
  if (core.firstTrusted.has(channel.room)) return;
  const own = core.ownState;
  const { log } = core.state;
  const reached = channel
    .roster(log)
    .map((rec) => log.recordOf(rec))
    .some(
      (record) =>
        record !== null &&
        record.state !== own &&
        core.trust.some(({ user, state }) => user === record.user && state === "trusted"),
    );
  if (reached) core.firstTrusted.set(channel.room, core.now());
}

/** Offices with a device that a new result of the gate reaches and the one before did not (OUTBOX-3). */
export function newlyReached(
  core: Core,
  before: string,
  after: string,
): readonly DirectoryRecord[] {
  const known = new Set(devicesIn(before));
  const devices = devicesIn(after).filter((device) => !known.has(device));
  return core.state.log
    .records()
    .filter(({ user }) => devices.some((device) => device.startsWith(`${user} `)));
}

/** The devices of a `sharedWith` text, as `decideGate` writes it: roster, accounts, devices. */
function devicesIn(sharedWith: string): readonly string[] {
  if (sharedWith === "") return [];
  const [, , devices] = JSON.parse(sharedWith) as readonly [unknown, unknown, readonly string[]];
  return devices;
}
