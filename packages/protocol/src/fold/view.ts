import type { ActHash, Instant, StateCode } from "@parley/base";
import type { Facts, Thread, Version } from "./facts.ts";
import { headline, matchHeadline } from "./headline.ts";
import { FOLD_TABLE, type FoldTable } from "./table.ts";
import type { ViewLineId } from "./words.ts";

/** A delivery grade: a device of the State has the act, since. */
export type Grade = readonly [state: StateCode, act: ActHash, at: Instant];

export interface FoldLine {
  readonly id: ViewLineId;
  readonly state: StateCode | null;
  /** First version of the request, or the decision, that the line speaks of. */
  readonly act: ActHash | null;
  /** The acts that share one place in a chain; only in `forked`. */
  readonly acts?: readonly ActHash[];
  /** Number of acts that wait; only in `missing`. */
  readonly count?: number;
}

export interface FoldView {
  /** A row of the headlines, or `delivered` or `lapsed`, which are no facts. */
  readonly headline: string;
  readonly lines: readonly FoldLine[];
}

export interface ViewOptions {
  /** When an act left the outbox; null while it has not. Absent: the claimed time. */
  readonly sentAt?: (act: ActHash) => Instant | null;
  readonly table?: FoldTable;
}

/** OUTBOX-2: after this time without a grade of a State its line appears. In milliseconds. */
const UNDELIVERED_AFTER = 2 * 60 * 1000;

/** Time of `YYYY-MM-DDThh:mm:ssZ`; NaN for anything else, which no comparison passes. */
function instant(time: string | undefined): Instant {
  return time === undefined ? Number.NaN : Date.parse(time);
}

/**
 * FOLD-7: what depends on this device's grades and clock. Never written, never sent; may differ between two clients.
 * A requested time that has passed blocks nothing.
 */
export function view(
  facts: Facts,
  grades: readonly Grade[],
  now: Instant,
  options: ViewOptions = {},
): FoldView {
  const table = options.table ?? FOLD_TABLE;
  const graded = new Set(grades.map(([state, act]) => `${state} ${act}`));
  const lines = [...facts.threads]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([root, thread]) =>
      thread.open
        ? thread.to
            .filter((state) => facts.active.includes(state))
            .flatMap((state) => threadLines(root, thread, state, graded, now, options))
        : [],
    );
  let name = headline(facts, table);
  if (name === "paused" && facts.resumeTimes.every((time) => now >= instant(time ?? undefined))) {
    lines.push({ id: "resume", state: null, act: null });
    name = matchHeadline(facts, table, new Set(["paused"])) ?? name;
  }
  if (name === "transmitted" && lines.some((line) => line.id === "delivered")) name = "delivered";
  const passed = lines.some(({ id }) =>
    ["ack passed", "reply passed", "revert passed"].includes(id),
  );
  if (passed && (name === "delivered" || table.lapsedOver.includes(name))) name = "lapsed";
  return { headline: name, lines: [...lines, ...channelLines(facts)] };
}

function threadLines(
  root: ActHash,
  thread: Thread,
  state: StateCode,
  graded: ReadonlySet<string>,
  now: Instant,
  options: ViewOptions,
): readonly FoldLine[] {
  const [version] = thread.newest;
  if (version === undefined) return [];
  const reply = thread.replies.get(state);
  const read = thread.acknowledged.includes(state);
  const arrived = thread.newest.some(({ act }) => graded.has(`${state} ${act}`));
  const since = sent(version, options);
  const ids: readonly (readonly [ViewLineId, boolean])[] = [
    ["delivered", arrived && !read],
    ["undelivered", !arrived && !read && since !== null && now >= since + UNDELIVERED_AFTER],
    ["ack passed", !read && now > instant(version.ask.ack)],
    ["reply passed", reply === undefined && now > instant(version.ask.reply)],
    ["revert passed", (thread.reverts.get(state) ?? []).some((time) => now > instant(time))],
    ["behind", thread.behind.includes(state)],
  ];
  return ids.filter(([, shown]) => shown).map(([id]) => ({ id, state, act: root }));
}

function sent(version: Version, options: ViewOptions): Instant | null {
  return options.sentAt === undefined ? instant(version.at) : options.sentAt(version.act);
}

function channelLines(facts: Facts): readonly FoldLine[] {
  const rests = facts.made.filter((act) => facts.proposals.get(act)?.restsOnDisabled === true);
  return [
    ...rests.map((act): FoldLine => ({ id: "rests on", state: null, act })),
    ...facts.forks.map(({ state, acts }): FoldLine => ({
      id: "forked",
      state,
      act: acts[0] ?? null,
      acts,
    })),
    ...(facts.missing > 0
      ? [{ id: "missing", state: null, act: null, count: facts.missing } as const]
      : []),
  ];
}
