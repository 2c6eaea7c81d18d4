import { fromBase64Url, type RecordId, type StateCode } from "@parley/base";
import { makeSignKeyPair, ready, type KeyPair } from "@parley/crypto";
import {
  appendEntry,
  keyIdOf,
  makeRoot,
  parseListingRequest,
  parseRoot,
  readLog,
  type DirectoryRecord,
  type Log,
  type Operation,
  type TrustRoot,
} from "@parley/directory";

/** A one-officer exercise directory, kept by the test. */
export class ExerciseDirectory {
  readonly root: TrustRoot;
  log: Log;
  readonly #officer: KeyPair;
  readonly #watchers = new Set<() => void>();

  private constructor(officer: KeyPair) {
    this.#officer = officer;
    const at = Math.floor(Date.now() / 1000) * 1000;
    const root = parseRoot(makeRoot({ officers: [officer.publicKey], k: 1, mode: "exercise", at }));
    if (!root.ok) throw new Error(root.refusal);
    this.root = root.value;
    const log = readLog(this.root, "");
    if (!log.ok) throw new Error(log.refusal.reason);
    this.log = log.value;
  }

  static async make(): Promise<ExerciseDirectory> {
    await ready();
    return new ExerciseDirectory(makeSignKeyPair());
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Lists the device that asks: as the one office of a State, at technical level, unless it is told otherwise. */
  admit(
    text: string,
    rec: RecordId,
    state: StateCode,
    changed: Partial<DirectoryRecord> = {},
  ): void {
    const request = parseListingRequest(text);
    if (!request.ok) throw new Error(request.refusal);
    const { user, device } = request.value;
    this.append({
      op: "admit",
      rec: {
        id: rec,
        state,
        level: ["technical"],
        kind: "office",
        powers: ["open", "answer"],
        holder: "p-1",
        user,
        devices: [device],
        release: 0,
        card: "",
        from: "2026-11-01",
        conf: "2026-11-20",
        ...changed,
      },
    });
  }

  /** Takes a listed device out, for good; the record's first one. */
  disable(rec: RecordId): void {
    const device = this.log.recordOf(rec)?.devices[0];
    if (device === undefined) throw new Error(`${rec} has no listed device`);
    const act = fromBase64Url(device.act);
    if (act === null) throw new Error("no act key");
    this.append({ op: "disable", rec: { id: rec, key: keyIdOf(act) } });
  }

  append(operation: Operation): void {
    this.show(this.longerBy(operation));
  }

  /** The log with one more entry, shown to nobody. */
  longerBy(operation: Operation): Log {
    const longer = appendEntry(this.log, { at: Date.now(), operation }, [this.#officer]);
    if (!longer.ok) throw new Error(longer.refusal.reason);
    return longer.value;
  }

  /** From here on this is the log that is offered. */
  show(log: Log): void {
    this.log = log;
    for (const watcher of this.#watchers) watcher();
  }
}
