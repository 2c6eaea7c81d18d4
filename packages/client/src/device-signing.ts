import { accept, refuse, type ActHash, type KeyId, type RecordId, type Result } from "@parley/base";
import { parseEnrolmentRequest, type DirectoryRecord } from "@parley/directory";
import type { DeviceFields } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import type { ActionRefusal } from "./port.ts";
import { signFollowing, type SignedRows } from "./sign.ts";
import { signedIn } from "./signed-in.ts";
import { keyOfDevice } from "./without-reported.ts";

/** Signs for new devices of one's own State, and takes that back (TRUST-2). Inside the queue. */
export class DeviceSigning {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * For the device of a request, in all channels that its office and this one share: a machine trusts a device
   * everywhere or nowhere, so an act in some of them would bring it nothing.
   */
  async sign(
    requestText: string,
    channels: readonly ActHash[],
  ): Promise<Result<void, ActionRefusal>> {
    const { state, office } = this.#core;
    if (office === null) return refuse({ reason: "not-listed" });
    const request = parseEnrolmentRequest(requestText.trim());
    if (!request.ok)
      return refuse({ reason: "incomplete", fields: [{ field: "request", reason: "not-a-code" }] });
    const { user, device } = request.value;
    const record = state.log.recordByUser(user);
    if (record === null || !isColleague(office, record) || record.devices.length === 0)
      return refuse({ reason: "not-yours" });
    const key = keyOfDevice(device);
    // What the log has listed, it alone speaks of: a key that was taken out never comes back (TRUST-3).
    if (state.log.listedAt(key) !== null) return refuse({ reason: "too-late" });
    const shared = this.#shared(record.id, office.id);
    if (channels.some((id) => !shared.some((one) => one.id === id)))
      return refuse({ reason: "unknown" });
    if (shared.length === 0 || shared.some(({ id }) => !channels.includes(id)))
      return refuse({ reason: "incomplete", fields: [{ field: "channels", reason: "required" }] });
    return this.#signIn(office, shared, { op: "add", rec: record.id, key, ...device });
  }

  /** Takes a device that was signed for out of these channels. */
  async remove(
    rec: RecordId,
    key: KeyId,
    channels: readonly ActHash[],
  ): Promise<Result<void, ActionRefusal>> {
    const { state, office } = this.#core;
    if (office === null) return refuse({ reason: "not-listed" });
    const record = state.log.recordOf(rec);
    if (record === null || !isColleague(office, record)) return refuse({ reason: "not-yours" });
    const named = new Set(this.namedIn(rec, key));
    const naming = channels.flatMap((id) => (named.has(id) ? (state.channels.get(id) ?? []) : []));
    if (naming.length === 0) return refuse({ reason: "unknown" });
    return this.#signIn(office, naming, { op: "remove", rec, key });
  }

  /** Whether only acts name the device: then a removal is what a report is for a listed one. */
  isNamed(rec: RecordId, key: KeyId): boolean {
    return this.#core.state.log.listedAt(key) === null && this.namedIn(rec, key).length > 0;
  }

  /** Channels whose acts name the device. */
  namedIn(rec: RecordId, key: KeyId): readonly ActHash[] {
    const { state } = this.#core;
    return [...state.channels.values()]
      .filter((channel) =>
        channel.folded(state.log).facts.devices.some((one) => one.rec === rec && one.key === key),
      )
      .map(({ id }) => id);
  }

  /** Channels with both offices in the roster. */
  #shared(rec: RecordId, own: RecordId): readonly Channel[] {
    const { state } = this.#core;
    return [...state.channels.values()].filter((channel) => {
      const roster = channel.roster(state.log);
      return roster.includes(rec) && roster.includes(own);
    });
  }

  /** One write for all channels; those that count the device already are left as they are. */
  async #signIn(
    office: DirectoryRecord,
    channels: readonly Channel[],
    fields: DeviceFields,
  ): Promise<Result<void, ActionRefusal>> {
    const core = this.#core;
    const { state } = core;
    if (core.copyAlarm !== null) return refuse({ reason: "restored-copy" });
    const todo = channels.filter(
      (channel) =>
        fields.op === "remove" ||
        !signedIn(state, channel, core.now()).some(({ key }) => key === fields.key),
    );
    if (todo.some((channel) => !channel.roster(state.log).includes(office.id)))
      return refuse({ reason: "not-now", code: "R_NOT_MEMBER" });
    const rows: SignedRows[] = [];
    for (const channel of todo) {
      const signed = signFollowing(core, channel, office, { kind: "device", fields }, { to: [] });
      if (signed === null) return refuse({ reason: "too-large" });
      rows.push(signed);
    }
    const written = await core.commit({
      acts: rows.map(({ act }) => act),
      outbox: rows.map(({ outbox }) => outbox),
    });
    return written ? accept(undefined) : refuse({ reason: "disk" });
  }
}

function isColleague(own: DirectoryRecord, other: DirectoryRecord): boolean {
  return own.state === other.state && other.kind !== "service";
}
