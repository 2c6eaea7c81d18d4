import { POWERS, type Power, type RecordId } from "@parley/base";
import type { RecordView } from "@parley/client";
import {
  changeWords,
  evidenceOf,
  listWords,
  stateName,
  type EvidenceView,
} from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { dayOnly, UTC } from "../../words/times.ts";
import { officeTitle, ownRecord, type DirectorySetting } from "./directory-setting.ts";
import { hoursView, type HoursView } from "./hours-view.ts";
import { ownView, type OwnView } from "./own-view.ts";
import { reachView, type ReachView } from "./reach-view.ts";

/** All that one record's page shows, in words. */
export interface RecordPage {
  readonly rec: RecordId;
  /** "Alfa, Technical level, office" */
  readonly over: string;
  readonly title: string;
  readonly unit: string | null;
  readonly evidence: EvidenceView;
  /** Why no consultation can be opened with it; null where one can. */
  readonly cannotOpen: string | null;
  readonly hours: HoursView;
  readonly reach: ReachView;
  readonly state: string;
  readonly may: readonly { readonly key: Power; readonly text: string; readonly off: boolean }[];
  /** What its own State can do with it; null for others. */
  readonly own: OwnView | null;
  /** What the directory said anew of its State, newest first. */
  readonly changes: readonly {
    readonly key: string;
    readonly day: string;
    readonly text: string;
  }[];
}

/** So many changes stand below a record. */
const CHANGES = 8;

/** Null where the directory has no such record. */
export function recordPage(setting: DirectorySetting, rec: RecordId): RecordPage | null {
  const { snapshot, now } = setting;
  const record = snapshot.records.find((one) => one.rec === rec);
  if (record === undefined) return null;
  return {
    rec,
    over: say(words.over, {
      state: stateName(record.state),
      level: listWords(record.levels.map((level) => say(acts.levelName[level]))),
      kind: say(words.kinds[record.kind]),
    }),
    title: record.own ? say(words.you, { office: officeTitle(record) }) : officeTitle(record),
    unit: record.card?.unit ?? null,
    evidence: evidenceOf(record, snapshot, now),
    cannotOpen: cannotOpen(record, setting),
    hours: hoursView(record, now),
    reach: reachView(record),
    state: stateName(record.state),
    may: powerViews(record, setting),
    own: ownView(record, setting),
    changes: snapshot.changes
      .filter((one) => one.state === record.state || (record.own && one.state === null))
      .slice(0, CHANGES)
      .map((one, i) => ({
        key: `${String(i)} ${one.kind} ${String(one.n)}`,
        day: dayOnly(one.at, UTC),
        text: changeWords(one, snapshot),
      })),
  };
}

function cannotOpen(record: RecordView, { snapshot }: DirectorySetting): string | null {
  const { cannotOpen: why } = words;
  const { office, listing } = snapshot.me;
  if (record.own) return say(why.own);
  if (record.kind === "service") return say(why.service);
  if (record.ownState) return say(why.ownState);
  if (listing === "disabled") return say(why.listing);
  if (office !== null && !record.levels.includes(office.level)) {
    return say(why.level, {
      level: say(acts.levelIn[record.level]),
      own: say(acts.levelIn[office.level]),
    });
  }
  if (record.trust === "suspended" || record.trust === "not-listed") return say(why.trust);
  if (office !== null && !office.powers.includes("open")) return say(why.power);
  return null;
}

/** Everything an office can be let do: what this one may, and for the rest which office of its State does. */
function powerViews(record: RecordView, { snapshot }: DirectorySetting): RecordPage["may"] {
  if (record.kind === "service") return [];
  return POWERS.map((key) => {
    const { powers } = words.may;
    const power =
      key === "close"
        ? say(powers.close, { level: say(acts.levelIn[record.level]) })
        : say(powers[key]);
    if (record.powers.includes(key)) return { key, text: power, off: false };
    const others = snapshot.records.filter(
      (one) => one.state === record.state && one.powers.includes(key),
    );
    const names = [...new Set(others.map((one) => say(acts.level[one.level])))];
    return {
      key,
      text:
        names.length === 0
          ? say(words.may.nobody, { power })
          : say(words.may.other, { power, office: listWords(names) }),
      off: true,
    };
  });
}

/** The record that the place opens at: the one asked for, else one's own. */
export function shownRecord(setting: DirectorySetting, rec: RecordId | null): RecordId | null {
  return rec ?? ownRecord(setting.snapshot)?.rec ?? null;
}
