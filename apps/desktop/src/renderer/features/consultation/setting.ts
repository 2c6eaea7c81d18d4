import {
  parseActHash,
  type ActHash,
  type Instant,
  type RecordId,
  type StateCode,
} from "@parley/base";
import type { ActEntry, ClientSnapshot, Consultation, Office } from "@parley/client";
import { officeName, stateName, type TimeFrame } from "../../acts/index.ts";

/** What every part of the view is made from. */
export interface Setting {
  readonly snapshot: ClientSnapshot;
  readonly consultation: Consultation;
  readonly now: Instant;
  /** One's own State; null before the device is listed. */
  readonly here: StateCode | null;
  readonly frame: TimeFrame;
  /** Hash of the opening act; null while an opening is on its way out. */
  readonly channel: ActHash | null;
  readonly acts: ReadonlyMap<string, ActEntry>;
}

export function settingOf(
  snapshot: ClientSnapshot,
  consultation: Consultation,
  now: Instant,
): Setting {
  const here = snapshot.me.office?.state ?? null;
  const acts = new Map<string, ActEntry>();
  for (const entry of consultation.entries) if (entry.kind === "act") acts.set(entry.hash, entry);
  return {
    snapshot,
    consultation,
    now,
    here,
    frame: { here, parties: others(consultation.parties, here) },
    channel: parseActHash(consultation.id),
    acts,
  };
}

/** States except one, by name. */
export function others(states: readonly StateCode[], but: StateCode | null): readonly StateCode[] {
  return states
    .filter((state) => state !== but)
    .toSorted((a, b) => stateName(a).localeCompare(stateName(b), "en"));
}

/** The office of a record, where the directory or the channel knows it. */
function officeOf(setting: Setting, rec: string): Office | null {
  const { snapshot, consultation } = setting;
  const known = [
    ...(snapshot.me.office === null ? [] : [snapshot.me.office]),
    ...snapshot.offices,
    ...consultation.members.flatMap((member) => (member.office === null ? [] : [member.office])),
  ];
  return known.find((office) => office.rec === rec) ?? null;
}

/** "Alfa, Technical PoC"; the State alone where the record is not known. */
export function authorName(
  setting: Setting,
  author: { readonly rec: RecordId; readonly state: StateCode },
): string {
  const office = officeOf(setting, author.rec);
  return office === null ? stateName(author.state) : officeName(office);
}

/** Local part of a Matrix user id: what a person can read out. */
export function accountOf(user: string): string {
  return user.slice(1).split(":")[0] ?? user;
}
