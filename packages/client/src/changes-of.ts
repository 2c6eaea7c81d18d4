import type { EntryView, Log } from "@parley/directory";
import type { HeldReport } from "./device-reports.ts";
import { officersOf } from "./directory-index.ts";
import type { DirectoryChange } from "./directory-view.ts";
import type { State } from "./state.ts";

/** As many as a face shows. */
const MOST = 50;

/** What the directory says anew, newest first. */
export function changesOf({ log, reports }: State): readonly DirectoryChange[] {
  const entries = log
    .entries()
    .slice(-MOST)
    .map((entry) => changeOf(log, entry));
  const reported = [...reports.values()].map((one) => reportedChange(log, one));
  return [...entries, ...reported]
    .toSorted((a, b) => b.n - a.n || rankOf(b) - rankOf(a) || b.at - a.at)
    .slice(0, MOST);
}

/** A report came after the entry that was the newest then, whatever the clocks say. */
const rankOf = ({ kind }: DirectoryChange): number => Number(kind === "device-reported");

/** One entry, in the words of a face. */
export function changeOf(log: Log, entry: EntryView): DirectoryChange {
  const { n, at, state, rec, cosigners } = entry;
  return {
    n,
    at,
    kind: kindOf(log, entry),
    state,
    rec,
    officers: officersOf(log, entry),
    cosigners: cosigners.map((one) => one.rec),
  };
}

/** A report of a device, in the same words; `n` is the newest entry as it came. */
export function reportedChange(log: Log, { report, asOf }: HeldReport): DirectoryChange {
  const { at, rec, why } = report;
  return { n: asOf, at, kind: "device-reported", state: log.state(rec), rec, why };
}

function kindOf(log: Log, { n, operation }: EntryView): DirectoryChange["kind"] {
  switch (operation.op) {
    case "admit":
      return "admitted";
    case "list":
      return "device-listed";
    case "disable":
      return "device-disabled";
    case "card": {
      const { id, card } = operation.rec;
      return log.recordOf(id, n - 1)?.card === card ? "confirmed" : "card";
    }
    case "reset":
      return "reset";
    case "headkey":
      return "head-key";
    case "root":
      return "root";
  }
}
