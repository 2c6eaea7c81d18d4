import type { Instant, Level } from "@parley/base";
import type { Office } from "@parley/client";
import { stateByCode } from "@parley/protocol";
import { officeName, stateName } from "../../acts/index.ts";
import { clockIn, placeOf } from "../../words/times.ts";

/** One office as it can be chosen. */
export interface OfficeRow {
  readonly office: Office;
  readonly state: string;
  readonly name: string;
  readonly time: string;
  /** Why it cannot be chosen now; null where it can. */
  readonly not: "level" | "not-verified" | null;
}

/** Lower case without marks, so that "turkiye" finds "Türkiye". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function matches(office: Office, query: string): boolean {
  if (query === "") return true;
  const entry = stateByCode(office.state);
  const words = [entry?.name ?? "", entry?.capital ?? "", ...(entry?.name.split(/[\s-]+/) ?? [])];
  return plain(office.state) === query || words.some((word) => plain(word).startsWith(query));
}

/** Offices that fit what was typed, by State name, then level. */
export function officeRows(
  offices: readonly Office[],
  query: string,
  level: Level,
  now: Instant,
): readonly OfficeRow[] {
  const wanted = plain(query);
  return offices
    .filter((office) => matches(office, wanted))
    .map((office): OfficeRow => ({
      office,
      state: stateName(office.state),
      name: officeName(office),
      time: clockIn(now, placeOf(office.state)),
      not: office.level !== level ? "level" : office.trust === "verified" ? null : "not-verified",
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}
