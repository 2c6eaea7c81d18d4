import type { RecordId } from "@parley/base";
import type { RecordView } from "@parley/client";
import { stateName, trustWords, type TrustView } from "../../acts/index.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { clockIn, placeOf, shortDayIn, UTC } from "../../words/times.ts";
import { officeTitle, type DirectorySetting } from "./directory-setting.ts";
import { findStates, type FoundState, type LevelFilter } from "./find-states.ts";
import { hoursWord } from "./hours-view.ts";
import { signViews, type SignRow } from "./sign-view.ts";

/** The list at the left: what waits for a signature, States with their offices, and States without. */
export interface ListView {
  readonly toSign: readonly SignRow[];
  /** "26 States, alphabetical"; null where nothing is listed at all. */
  readonly count: string | null;
  /** What the list can be narrowed to. */
  readonly levels: readonly LevelFilter[];
  readonly states: readonly StateRow[];
  /** Names of States without an office. */
  readonly without: readonly string[];
  /** Why nothing is listed. */
  readonly empty: "no-directory" | "alone" | "no-match" | null;
}

export interface StateRow {
  readonly state: string;
  readonly name: string;
  /** "02:14, office hours"; with the weekday where it is another one than in UTC. */
  readonly clock: string;
  readonly offices: readonly OfficeRow[];
}

export interface OfficeRow {
  readonly rec: RecordId;
  readonly person: boolean;
  readonly title: string;
  readonly trust: TrustView;
}

export function listView(setting: DirectorySetting, query: string, level: LevelFilter): ListView {
  const { snapshot } = setting;
  const found = findStates(snapshot, query, level, officeTitle);
  const offices = snapshot.records.filter(({ kind }) => kind !== "service");
  const filtered = query.trim() !== "" || level !== "all";
  return {
    toSign: signViews(setting),
    count:
      offices.length === 0
        ? null
        : say(filtered ? words.found : words.count, { count: found.states.length }),
    levels: levelFilters(offices),
    states: found.states.map((one) => stateRow(one, setting)),
    without: found.without.map(stateName).toSorted((a, b) => a.localeCompare(b, "en")),
    empty: emptiness(snapshot.directory.n, offices, found.states.length),
  };
}

/** Senior level where an office works at it; few States name one. */
function levelFilters(offices: readonly RecordView[]): readonly LevelFilter[] {
  const senior = offices.some(({ levels }) => levels.includes("senior"));
  return ["all", ...(senior ? (["senior"] as const) : []), "policy", "technical"];
}

function emptiness(n: number, offices: readonly RecordView[], shown: number): ListView["empty"] {
  if (n === 0) return "no-directory";
  if (shown === 0 && offices.length > 0) return "no-match";
  return offices.every(({ own }) => own) ? "alone" : null;
}

function stateRow({ state, name, records }: FoundState, setting: DirectorySetting): StateRow {
  const { now } = setting;
  const place = placeOf(state);
  const day = shortDayIn(now, place).split(" ")[0] ?? "";
  const sameDay = day === (shortDayIn(now, UTC).split(" ")[0] ?? "");
  const time = sameDay ? clockIn(now, place) : `${clockIn(now, place)} ${day}`;
  const says = stateHours(records, now);
  return {
    state,
    name,
    clock: says === null ? time : say(words.now.time, { time, says }),
    offices: records.map((record) => ({
      rec: record.rec,
      person: record.kind === "person",
      title: record.own ? say(words.you, { office: officeTitle(record) }) : officeTitle(record),
      trust: trustWords(record.trust),
    })),
  };
}

/** Of several offices: whether any is there now. Null where no card says. */
function stateHours(records: readonly RecordView[], now: number): string | null {
  const all = records.flatMap((record) => hoursWord(record, now) ?? []);
  const order = [words.now.open, words.now.duty, words.now.holiday, words.now.closed].map((one) =>
    say(one),
  );
  return order.find((word) => all.includes(word)) ?? null;
}
