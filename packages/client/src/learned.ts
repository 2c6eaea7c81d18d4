import type { Instant } from "@parley/base";
import type { EntryView, Log } from "@parley/directory";
import type { Change } from "@parley/storage";
import { changeOf, reportedChange } from "./changes-of.ts";
import type { Channel } from "./channel.ts";
import type { DirectoryChange } from "./directory-view.ts";
import type { State } from "./state.ts";

/** Rows that say when an entry came to be known here, by its number: what is announced in channels has its place there. */
const LEARNED = "learned";
/** Of one longer log the newest so many entries are announced. */
const MOST_AT_ONCE = 100;

interface Learned {
  readonly at: Instant;
  readonly seq: number;
}

/** What is written beside a longer log by a device that was listed before. */
export function learnedChange(state: State, log: Log, now: Instant): Change {
  const fresh = log.entries().slice(state.log.head.n).slice(-MOST_AT_ONCE);
  return {
    kept: fresh.map(({ n }) => ({
      kind: LEARNED,
      id: String(n),
      text: JSON.stringify({ at: now, seq: state.nextSeq() } satisfies Learned),
    })),
  };
}

interface Announced extends Learned {
  readonly change: DirectoryChange;
}

/** Changes that concern a member of the channel and that came to be known after it was opened, with their place. */
export function announcedIn(state: State, channel: Channel): readonly Announced[] {
  const { log, reports } = state;
  const roster = channel.roster(log);
  const parties = channel.opening.act.open?.parties ?? [];
  const since = channel.opening.act.dir.n;
  const entries = [...state.kept(LEARNED)].flatMap(([id, text]): readonly Announced[] => {
    const entry = log.entryAt(Number(id));
    if (entry === null || entry.n <= since || !concerns(entry)) return [];
    return [{ ...(JSON.parse(text) as Learned), change: changeOf(log, entry) }];
  });
  const reported = [...reports.values()]
    .filter(({ report, asOf }) => roster.includes(report.rec) && asOf >= since)
    .map((one) => ({ at: one.cameAt, seq: one.seq, change: reportedChange(log, one) }));
  return [...entries, ...reported];

  function concerns({ rec, state: of, operation }: EntryView): boolean {
    if (operation.op === "card") return false;
    return rec === null ? of !== null && parties.includes(of) : roster.includes(rec);
  }
}
