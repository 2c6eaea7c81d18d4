import { accept, refuse, type KeyId, type RecordId, type Result, type UserId } from "@parley/base";
import { readEntry, signEntry, type Entry, type EntryContent, type OfficerKeys } from "./entry.ts";
import { keyIdOfDevice } from "./key-id.ts";
import { makeLog, type Log } from "./log.ts";
import type { DirectoryRecord, ListedDevice } from "./record.ts";
import type { LogRefusal, LogRefusalReason } from "./refusal.ts";
import type { TrustRoot } from "./root.ts";
import { toUrlAlphabet } from "./shape.ts";

/** Codes of exercise States are those that ISO 3166 leaves to users under X. */
const EXERCISE_STATE = /^X[A-Z]$/;

/** Entries of logs that were verified, for those that go on from them. */
const verified = new WeakMap<Log, readonly Entry[]>();

/**
 * Verifies a whole log from its root. The text has one line per entry, each ended by a newline; an empty text
 * is the log before its first entry. What stands letter by letter in `held`, a log of the same root that was verified
 * before, is not verified again: thousands of signatures would take seconds at every new entry.
 */
export function readLog(
  root: TrustRoot,
  text: string,
  held: Log | null = null,
): Result<Log, LogRefusal> {
  const lines = text.split("\n");
  if (lines.pop() !== "") return refuse({ reason: "not-json", line: lines.length + 1 });
  const isPrefix = held !== null && held.root.dir === root.dir && text.startsWith(held.text);
  const before = (isPrefix ? verified.get(held) : undefined) ?? [];
  const book = new Book(root);
  for (const [index, line] of lines.entries()) {
    const known = before[index];
    const entry = known === undefined ? readEntry(root, line) : accept(known);
    const reason = entry.ok ? book.take(entry.value) : entry.refusal;
    if (reason !== null) return refuse({ reason, line: index + 1 });
  }
  const log = makeLog(root, text, book.entries);
  verified.set(log, book.entries);
  return accept(log);
}

/** The log with one more entry. Refused as a reader would refuse it. */
export function appendEntry(
  log: Log,
  content: Pick<EntryContent, "at" | "operation" | "why">,
  officers: readonly OfficerKeys[],
): Result<Log, LogRefusal> {
  const { n, h } = log.head;
  const line = signEntry(log.root, { ...content, n: n + 1, prev: h }, officers);
  return readLog(log.root, `${log.text}${line}\n`, log);
}

/** What the entries so far have said, for checking the next one against. */
class Book {
  readonly entries: Entry[] = [];
  readonly #root: TrustRoot;
  readonly #records = new Set<RecordId>();
  readonly #users = new Set<UserId>();
  /** Device of each listed act key. */
  readonly #listed = new Map<KeyId, { readonly rec: RecordId; readonly keys: readonly string[] }>();
  /** Every key of every purpose, by its bytes in base64url: one key, one purpose, one device. */
  readonly #keys = new Map<string, "in-use" | "disabled">();

  constructor(root: TrustRoot) {
    this.#root = root;
    for (const officer of root.officers) this.#keys.set(officer, "in-use");
  }

  /** Null where the entry follows from the ones before. */
  take(entry: Entry): LogRefusalReason | null {
    const last = this.entries.at(-1);
    if (entry.n !== this.entries.length + 1 || entry.prev !== (last?.h ?? ""))
      return "chain-broken";
    const { operation } = entry;
    const reason =
      operation.op === "admit"
        ? this.#admit(operation.rec)
        : this.#disable(operation.rec.id, operation.rec.key);
    if (reason === null) this.entries.push(entry);
    return reason;
  }

  #admit(record: DirectoryRecord): LogRefusalReason | null {
    const exercise = this.#root.mode === "exercise";
    if (record.kind !== "service" && EXERCISE_STATE.test(record.state) !== exercise)
      return "wrong-mode";
    if (this.#records.has(record.id)) return "duplicate-record";
    if (this.#users.has(record.user)) return "account-bound-twice";
    const ids = new Set(record.devices.map(({ id }) => id));
    if (ids.size < record.devices.length) return "duplicate-device";
    for (const device of record.devices) {
      const keys = keysOf(device);
      for (const key of keys) {
        const known = this.#keys.get(key);
        if (known !== undefined) return known === "disabled" ? "key-returned" : "duplicate-key";
        this.#keys.set(key, "in-use");
      }
      this.#listed.set(keyIdOfDevice(device), { rec: record.id, keys });
    }
    this.#records.add(record.id);
    this.#users.add(record.user);
    return null;
  }

  #disable(rec: RecordId, key: KeyId): LogRefusalReason | null {
    const device = this.#listed.get(key);
    if (device?.rec !== rec) return "unknown-key";
    for (const one of device.keys) this.#keys.set(one, "disabled");
    this.#listed.delete(key);
    return null;
  }
}

/** All keys of a device by their bytes; `readDevice` has made sure that each has one spelling. */
function keysOf(device: ListedDevice): readonly string[] {
  return [device.act, device.seal, toUrlAlphabet(device.ed25519), toUrlAlphabet(device.curve25519)];
}
