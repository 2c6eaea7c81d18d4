import type { ActHash, Instant, KeyId, RecordId, UserId } from "@parley/base";
import type { ListedDevice } from "@parley/directory";
import { checkDevice } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { State } from "./state.ts";

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
export function signedIn(
  state: Pick<State, "log" | "reports">,
  channel: Channel,
  now: Instant,
): readonly SignedDevice[] {
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
