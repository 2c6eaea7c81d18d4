import type { DeviceId, Instant, RecordId, StateCode, UserId } from "@parley/base";
import type { Log } from "./log.ts";
import type { DirectoryRecord } from "./record.ts";

/** Settings of a room that are stored at creation or first join (ROOM-1). */
export interface PinnedSettings {
  readonly version: string;
  readonly algorithm: string;
  readonly historyVisibility: string;
  readonly joinRule: string;
}

/** Everything that the decision who may get keys rests on (GATE-1). */
export interface GateQuestion {
  /** The newest log held. */
  readonly log: Log;
  /** This device: its account, its id and the keys that its machine and its vault hold. */
  readonly own: {
    readonly user: UserId;
    readonly device: DeviceId;
    readonly ed25519: string;
    readonly curve25519: string;
    readonly act: string;
  };
  readonly roster: readonly RecordId[];
  /** Whom the server shows as joined or invited; believed in neither direction. */
  readonly members: readonly { readonly user: UserId; readonly membership: "join" | "invite" }[];
  /** How trust stands for listed devices; only `trusted` opens anything. */
  readonly trust: readonly {
    readonly user: UserId;
    readonly device: DeviceId;
    readonly state: "trusted" | "unknown" | "other-keys";
  }[];
  readonly pinned: PinnedSettings;
  /** What the server says now; null while it has said nothing. */
  readonly settings: PinnedSettings | null;
  readonly now: Instant;
  /** When the first device of another State was seen trusted in this room; null while none was. */
  readonly firstTrustedAt: Instant | null;
}

/** Why nothing is sent until a person has looked. There is no way to send anyway. */
export type GateReason =
  | { readonly reason: "account-not-listed"; readonly user: UserId }
  | { readonly reason: "account-not-in-roster"; readonly user: UserId; readonly rec: RecordId }
  | { readonly reason: "own-device-not-listed" }
  | { readonly reason: "own-office-not-in-roster" }
  | { readonly reason: "room-settings-changed"; readonly setting: keyof PinnedSettings };

export type GateVerdict =
  | {
      readonly state: "open";
      /** Accounts that may get keys, ascending; their unlisted devices get none (TRUST-1). */
      readonly to: readonly UserId[];
      /** Rostered records that no key reaches yet, one's own left out. */
      readonly notReached: readonly RecordId[];
      /** One text per result; another one than at the last send means that the room's key is discarded first. */
      readonly sharedWith: string;
    }
  /** Not settled, no alarm. `until`: then it opens by itself; null where a device of another State is missing. */
  | { readonly state: "waiting"; readonly until: Instant | null }
  | { readonly state: "held"; readonly reasons: readonly GateReason[] };

/** How much longer the gate waits for further States once one is reached, in ms (GATE-1). */
export const FURTHER_STATES_WAIT = 10_000;

const SETTINGS = ["version", "algorithm", "historyVisibility", "joinRule"] as const;

/** Decides who may get keys. Pure: the same question has the same answer. */
export function decideGate(question: GateQuestion): GateVerdict {
  const { log, own, settings } = question;
  const office = log.recordByUser(own.user);
  const reasons = [
    ...ownReasons(question, office),
    ...settingReasons(question),
    ...memberReasons(question),
  ];
  if (reasons.length > 0) return { state: "held", reasons };
  if (office === null || settings === null) return { state: "waiting", until: null };
  return settle(question, office);
}

function ownReasons(
  { own, roster }: GateQuestion,
  office: DirectoryRecord | null,
): readonly GateReason[] {
  const listed = office?.devices.some(
    (device) =>
      device.id === own.device &&
      device.ed25519 === own.ed25519 &&
      device.curve25519 === own.curve25519 &&
      device.act === own.act,
  );
  if (office === null || listed !== true) return [{ reason: "own-device-not-listed" }];
  return roster.includes(office.id) ? [] : [{ reason: "own-office-not-in-roster" }];
}

function settingReasons({ pinned, settings }: GateQuestion): readonly GateReason[] {
  if (settings === null) return [];
  return SETTINGS.filter((setting) => pinned[setting] !== settings[setting]).map((setting) => ({
    reason: "room-settings-changed",
    setting,
  }));
}

function memberReasons({ log, own, roster, members }: GateQuestion): readonly GateReason[] {
  const reasons: GateReason[] = [];
  for (const user of new Set(members.map((member) => member.user))) {
    if (user === own.user) continue;
    const record = log.recordByUser(user);
    if (record === null) reasons.push({ reason: "account-not-listed", user });
    else if (!roster.includes(record.id))
      reasons.push({ reason: "account-not-in-roster", user, rec: record.id });
  }
  return reasons;
}

/** Nobody is there who should not be; now whether those are reached who should. */
function settle(question: GateQuestion, office: DirectoryRecord): GateVerdict {
  const { log, own, roster, members, now, firstTrustedAt } = question;
  const inRoom = new Set(members.map(({ user }) => user));
  const records = [...new Set(roster)]
    .map((rec) => log.recordOf(rec))
    .filter((record) => record !== null);
  const others = records.filter(({ id }) => id !== office.id);
  const reached = others.filter(
    ({ user, devices }) => inRoom.has(user) && isReached(question, user, devices),
  );

  const states = statesBut(office.state, others);
  const reachedStates = statesBut(office.state, reached);
  if (states.size > 0 && reachedStates.size === 0) return { state: "waiting", until: null };
  if (reachedStates.size < states.size) {
    const since = firstTrustedAt ?? now;
    // A clock that was set back must not stretch the wait.
    if (now >= since && now < since + FURTHER_STATES_WAIT)
      return { state: "waiting", until: since + FURTHER_STATES_WAIT };
  }

  const to = records
    .filter(({ user, devices }) => devices.length > 0 && (user === own.user || inRoom.has(user)))
    .map(({ user }) => user)
    .toSorted();
  const reachedIds = new Set(reached.map(({ id }) => id));
  return {
    state: "open",
    to,
    notReached: [...new Set(roster)].filter((rec) => rec !== office.id && !reachedIds.has(rec)),
    sharedWith: JSON.stringify([roster.toSorted(), to, trustedDevices(question, to)]),
  };
}

function isReached(
  { trust }: GateQuestion,
  user: UserId,
  devices: DirectoryRecord["devices"],
): boolean {
  return trust.some(
    (one) =>
      one.user === user && one.state === "trusted" && devices.some(({ id }) => id === one.device),
  );
}

function statesBut(own: StateCode, records: readonly DirectoryRecord[]): ReadonlySet<StateCode> {
  return new Set(records.map(({ state }) => state).filter((state) => state !== own));
}

/** Listed devices that the machine trusts, with their keys, so that an exchanged key is another result. */
function trustedDevices({ log, trust }: GateQuestion, to: readonly UserId[]): readonly string[] {
  return to.flatMap((user) =>
    log
      .listedDevices(user)
      .filter(({ id }) =>
        trust.some((one) => one.user === user && one.device === id && one.state === "trusted"),
      )
      .map(({ id, curve25519 }) => `${user} ${id} ${curve25519}`)
      .toSorted(),
  );
}
