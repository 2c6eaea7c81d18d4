import type { DirectoryRecord } from "./record.ts";
import type { Book } from "./book.ts";
import { keysOf } from "./keys.ts";
import type { OneMoreDevice, Operation } from "./operation.ts";
import { DEVICES } from "./read-record.ts";
import type { LogRefusalReason } from "./refusal.ts";
import { parseLaterRoot, type TrustRoot } from "./root.ts";

/** Codes of exercise States are those that ISO 3166 leaves to users under X. */
const EXERCISE_STATE = /^X[A-Z]$/;
/** What services of the Secretariat are listed under, so that none can speak for a State. */
const SERVICE_STATE = "OSCE";

/** Why an operation does not fit what the entries so far have said; null where it does. */
export function checkOperation(book: Book, operation: Operation): LogRefusalReason | null {
  switch (operation.op) {
    case "admit":
      return checkAdmission(book, operation.rec);
    case "list":
      return checkListing(book, operation.rec);
    case "disable":
      return book.records.get(operation.rec.id)?.listed.has(operation.rec.key) === true
        ? null
        : "unknown-key";
    case "card":
      return book.records.has(operation.rec.id) ? null : "unknown-record";
    case "headkey":
      return book.keys.refusalOf([operation.rec.key]);
    case "reset": {
      const standing = book.states.get(operation.rec.state);
      if (standing === undefined) return "unknown-state";
      return standing.reset === null ? null : "reset-open";
    }
    case "root":
      return checkRoot(book, operation.rec.root);
  }
}

function checkAdmission(book: Book, record: DirectoryRecord): LogRefusalReason | null {
  const service = record.kind === "service";
  if (service && record.state !== SERVICE_STATE) return "service-of-state";
  const exercise = book.root.mode === "exercise";
  if (!service && EXERCISE_STATE.test(record.state) !== exercise) return "wrong-mode";
  if (book.admitted.has(record.id)) return "duplicate-record";
  if (book.users.has(record.user)) return "account-bound-twice";
  const ids = new Set(record.devices.map(({ id }) => id));
  if (ids.size < record.devices.length) return "duplicate-device";
  return book.keys.refusalOf(record.devices.flatMap(keysOf));
}

function checkListing(book: Book, { id, device }: OneMoreDevice): LogRefusalReason | null {
  const standing = book.records.get(id);
  if (standing === undefined) return "unknown-record";
  if (standing.ids.has(device.id)) return "duplicate-device";
  if (standing.listed.size >= DEVICES) return "too-many-devices";
  return book.keys.refusalOf(keysOf(device));
}

/** The next root has the next version, names the first root and this one, keeps the mode, and brings no used key (DIR-4). */
function checkRoot({ root, keys }: Book, text: string): LogRefusalReason | null {
  const next = nextRoot(text);
  if (next === null) return "schema";
  if (next.version !== root.version + 1 || next.dir !== root.dir) return "root-skipped";
  if (next.prev !== root.hash || next.mode !== root.mode) return "root-skipped";
  return keys.refusalOf(next.officers.filter((key) => !root.officers.includes(key)));
}

/** The root that a `root` entry brings; null where its text is none. */
export function nextRoot(text: string): TrustRoot | null {
  const root = parseLaterRoot(text);
  return root.ok ? root.value : null;
}
