import { LEVELS, type Level, type StateCode } from "@parley/base";
import type { ClientSnapshot, RecordView } from "@parley/client";
import {
  EXERCISE_STATES,
  isExerciseState,
  PARTICIPATING_STATES,
  stateByCode,
} from "@parley/protocol";
import { stateName } from "../../acts/index.ts";

/** A State with those of its offices that fit. */
export interface FoundState {
  readonly state: StateCode;
  readonly name: string;
  readonly records: readonly RecordView[];
}

/** What the list shows: States with offices, and names of those without, by State name. */
export interface Found {
  readonly states: readonly FoundState[];
  readonly without: readonly StateCode[];
}

export type LevelFilter = Level | "all";

/** Lower case without marks, so that "turkiye" finds "Türkiye". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Whether a word of the text begins as typed; of several words typed, each has to. */
function begins(text: string, wanted: string): boolean {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  return wanted.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
}

function isState(code: StateCode, wanted: string): boolean {
  const entry = stateByCode(code);
  return (
    plain(code) === wanted ||
    begins(entry?.name ?? code, wanted) ||
    begins(entry?.capital ?? "", wanted)
  );
}

/** States by name, as no order among them is meant; offices of each by level, highest first. */
export function findStates(
  { records }: Pick<ClientSnapshot, "records">,
  query: string,
  level: LevelFilter,
  officeTitle: (record: RecordView) => string,
): Found {
  const wanted = plain(query);
  const offices = records.filter(({ kind }) => kind !== "service");
  const atLevel = (one: RecordView): boolean => level === "all" || one.levels.includes(level);
  const codes = [...new Set(offices.map(({ state }) => state))];
  const states = codes
    .map((state): FoundState => {
      const all = offices.filter((one) => one.state === state && atLevel(one));
      const fitting =
        wanted === "" || isState(state, wanted)
          ? all
          : all.filter((one) => begins(officeTitle(one), wanted));
      return { state, name: stateName(state), records: fitting.toSorted(byLevel) };
    })
    .filter((one) => one.records.length > 0)
    .toSorted(byName);
  return { states, without: withoutOffice(codes, wanted) };
}

/** States of the same list that have no office; none where nothing is listed, since then the list is not known. */
function withoutOffice(codes: readonly StateCode[], wanted: string): readonly StateCode[] {
  if (codes.length === 0) return [];
  const list = codes.every(isExerciseState) ? EXERCISE_STATES : PARTICIPATING_STATES;
  return list
    .map(({ code }) => code)
    .filter((code) => !codes.includes(code) && (wanted === "" || isState(code, wanted)));
}

function byName(a: FoundState, b: FoundState): number {
  return a.name.localeCompare(b.name, "en");
}

function byLevel(a: RecordView, b: RecordView): number {
  return LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || (a.rec < b.rec ? -1 : 1);
}
