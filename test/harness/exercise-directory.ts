import { fromBase64Url, type KeyId, type RecordId, type StateCode } from "@parley/base";
import { makeSignKeyPair, ready, type KeyPair } from "@parley/crypto";
import {
  appendEntry,
  keyIdOf,
  makeRoot,
  parseListingRequest,
  parseRoot,
  readLog,
  signEntry,
  type DirectoryRecord,
  type Log,
  type Operation,
  type SigningKeys,
  type TrustRoot,
} from "@parley/directory";
import { cosignersFor } from "../../packages/directory/test/cosigners.ts";

/** An exercise directory of three officers, of whom two sign; kept by the test. */
export class ExerciseDirectory {
  readonly root: TrustRoot;
  log: Log;
  /** Text that its readers are offered: the log, unless a test says otherwise. */
  offered: string | null;
  readonly officers: readonly KeyPair[];
  readonly #watchers = new Set<() => void>();
  /** Of States' devices; shared with those who follow. */
  #actKeys = new Map<KeyId, SigningKeys>();
  /** Where entries are made, and what is shown in place of a log of its own. */
  #leader: ExerciseDirectory | null;

  private constructor(root: TrustRoot, officers: readonly KeyPair[], log: Log) {
    this.root = root;
    this.officers = officers;
    this.log = log;
    this.offered = log.text;
    this.#leader = null;
  }

  static async make(): Promise<ExerciseDirectory> {
    await ready();
    const officers = Array.from({ length: 3 }, makeSignKeyPair);
    const at = Math.floor(Date.now() / 1000) * 1000;
    const keys = officers.map(({ publicKey }) => publicKey);
    const root = parseRoot(makeRoot({ officers: keys, k: 2, mode: "exercise", at }));
    if (!root.ok) throw new Error(root.refusal);
    const log = readLog(root.value, "");
    if (!log.ok) throw new Error(log.refusal.reason);
    return new ExerciseDirectory(root.value, officers, log.value);
  }

  /** The same directory in other hands: it shows what this one shows, until it goes its own way. */
  follower(): ExerciseDirectory {
    const follower = new ExerciseDirectory(this.root, this.officers, this.log);
    follower.#leader = this;
    follower.#actKeys = this.#actKeys;
    this.watch(() => {
      if (follower.#leader === this) follower.show(this.log);
    });
    return follower;
  }

  goOwnWay(): void {
    this.#leader = null;
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
        powers: ["open", "answer", "directory"],
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

  /** Keys of a State's device, for what its State signs from here on. */
  keep(keys: SigningKeys): void {
    this.#actKeys.set(keyIdOf(keys.publicKey), keys);
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
    if (this.#leader === null) this.show(this.longerBy(operation));
    else this.#leader.append(operation);
  }

  /** The log with one more entry, shown to nobody. */
  longerBy(operation: Operation): Log {
    const cosigners = cosignersFor(this.log, operation, (id) => this.#actKeys.get(id) ?? null);
    const longer = appendEntry(this.log, { at: Date.now(), operation }, this.#signers, cosigners);
    if (!longer.ok) throw new Error(longer.refusal.reason);
    return longer.value;
  }

  /** One more line with this entry, whatever it says, signed by two officers or by whoever else. */
  lineOf(operation: Operation, signers: readonly SigningKeys[] = this.#signers): string {
    const { n, h } = this.log.head;
    const content = { n: n + 1, prev: h, at: Date.now(), operation };
    return `${signEntry(this.log.rootNow(), content, signers)}\n`;
  }

  /** From here on this is the log that is offered. */
  show(log: Log): void {
    this.log = log;
    this.offer(log.text);
  }

  /** From here on this is offered, log or not. */
  offer(text: string | null): void {
    this.offered = text;
    for (const watcher of this.#watchers) watcher();
  }

  get #signers(): readonly KeyPair[] {
    return this.officers.slice(0, this.root.k);
  }
}
