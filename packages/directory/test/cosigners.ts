import type { KeyId } from "@parley/base";
import type { DirectoryRecord, Log, Operation, SigningKeys } from "../src/index.ts";

/** Keys of as many records of the State as an operation needs next; none where it needs none or they are not at hand. */
export function cosignersFor(
  log: Log,
  operation: Operation,
  keysOf: (id: KeyId) => SigningKeys | null,
): readonly SigningKeys[] {
  const about = operation.op === "admit" ? operation.rec : recordIn(log, operation);
  if (about === null || about.kind === "service") return [];
  const { count, records } = log.cosignersNeeded(about.state);
  return records
    .map(({ keys }) => keys.map(keysOf).find((one) => one !== null))
    .filter((one) => one !== undefined)
    .slice(0, count);
}

function recordIn(log: Log, operation: Operation): DirectoryRecord | null {
  return operation.op === "list" || operation.op === "card" ? log.recordOf(operation.rec.id) : null;
}
