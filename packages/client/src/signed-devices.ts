import type { ActHash, Instant, KeyId, RecordId, UserId } from "@parley/base";
import type { ListedDevice, Log } from "@parley/directory";
import { checkDevice, type Folded } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { State } from "./state.ts";
import { withSigned } from "./with-signed.ts";

/** How long keys are shared with a device after its act came here, in ms: 30 days (TRUST-2). */
const SHARED_FOR = 30 * 24 * 3_600_000;

/** A device that a colleague's act in a channel names, and that the log does not list (TRUST-2). */
export interface SignedDevice {
  readonly rec: RecordId;
  readonly user: UserId;
  readonly key: KeyId;
  readonly device: ListedDevice;
  /** Whose act it is. */
  readonly by: RecordId;
  readonly act: ActHash;
  /** Until then, by the clock here, it counts for keys and reading. */
  readonly until: Instant;
}

/**
 * Devices that count in a channel now because an act with effect there names them. Not where the log has spoken of the
 * key, where it lists no device of the record any more, or where a colleague reported that the holder left.
 */
export function signedIn(state: State, channel: Channel, now: Instant): readonly SignedDevice[] {
  const { log, reports } = state;
  return channel.folded(log).facts.devices.flatMap(({ rec, key, act }): readonly SignedDevice[] => {
    const kept = channel.acts.get(act);
    const fields = kept === undefined ? null : checkDevice(kept.signed.act.f);
    const record = log.recordOf(rec);
    if (kept === undefined || fields?.ok !== true || fields.value.op !== "add") return [];
    if (record === null || record.devices.length === 0 || log.listedAt(key) !== null) return [];
    const until = kept.row.receivedAt + SHARED_FOR;
    if (now >= until || reports.has(key)) return [];
    if ([...reports.values()].some(({ report }) => report.rec === rec && report.why === "left"))
      return [];
    const { id, ed25519, curve25519, act: actKey, seal } = fields.value;
    // Under the id or the machine key of a listed device it would be that one's double.
    if (record.devices.some((one) => one.id === id || one.curve25519 === curve25519)) return [];
    const device = { id, ed25519, curve25519, act: actKey, seal };
    return [{ rec, user: record.user, key, device, by: kept.signed.act.rec, act, until }];
  });
}

/** The log as it counts now in one channel: with the devices that its acts name. */
export function listedIn(state: State, channel: Channel | null, now: Instant): Log {
  return channel === null ? state.listed : withSigned(state.listed, signedIn(state, channel, now));
}

/**
 * Devices that may be trusted, beside the listed ones. A machine trusts a device in all rooms or in none: so only
 * where it counts in every channel here that has its record in the roster.
 */
export function signedEverywhere(state: State, now: Instant): readonly SignedDevice[] {
  const names = ({ facts }: Folded): boolean => facts.devices.length > 0;
  // The ordinary case: asked after every piece of work.
  if (![...state.channels.values()].some((channel) => names(channel.folded(state.log)))) return [];
  const channels = [...state.channels.values()].map((channel) => ({
    roster: new Set(channel.roster(state.log)),
    signed: signedIn(state, channel, now),
  }));
  const all = new Map<string, SignedDevice>();
  for (const one of channels.flatMap(({ signed }) => signed)) {
    const before = all.get(sameness(one));
    if (before === undefined || one.until < before.until) all.set(sameness(one), one);
  }
  return [...all.values()].filter((device) =>
    channels.every(
      ({ roster, signed }) =>
        !roster.has(device.rec) || signed.some((one) => sameness(one) === sameness(device)),
    ),
  );
}

/** Two acts may name one key with different machine keys: those are different devices. */
function sameness({ rec, key, device }: SignedDevice): string {
  return [rec, key, device.id, device.ed25519, device.curve25519].join(" ");
}
