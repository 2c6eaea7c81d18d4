import { type Instant, type Level, type RecordId, type StateCode } from "@parley/base";
import type { ClientSnapshot, Consultation, Draft, Trust } from "@parley/client";
import { readMoment, SEVERITY_LABEL, TLP_LABEL, type Severity } from "@parley/protocol";
import {
  hereOf,
  raised,
  standingOf,
  stateName,
  stateNames,
  subjectOf,
  timesInWords,
  weakest,
} from "../../acts/index.ts";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import { clockIn, dayIn, placeOf, shortDayIn, UTC, type Place } from "../../words/times.ts";
import { directoryNeeds, type DirectoryNeed } from "./directory-needs.ts";
import { askedTime, needViews, type NeedView } from "./need-view.ts";

/** All that the first page shows, in words. */
export interface HomeView {
  readonly moment: string;
  readonly needs: readonly NeedView[];
  readonly directory: readonly DirectoryNeed[];
  readonly rows: readonly RowView[];
  readonly drafts: readonly DraftView[];
  readonly capitals: readonly CapitalView[];
  readonly utc: string;
  readonly disabled: boolean;
  readonly empty: boolean;
  readonly otherOffices: number;
  readonly level: Level;
}

export interface RowView {
  readonly id: Consultation["id"];
  readonly with: string;
  /** The other offices by their weakest, which is the one that needs a look; null where no room names them yet. */
  readonly trust: { readonly rec: RecordId; readonly trust: Trust } | null;
  readonly unread: number;
  readonly subject: string;
  readonly marking: string | null;
  readonly state: string;
  /** What clock and delivery add, for example that a requested time has passed. */
  readonly asked: string;
  readonly askedFor: string | null;
  readonly severity: { readonly code: Severity; readonly words: string } | null;
}

export interface DraftView {
  readonly id: string;
  readonly what: string;
  readonly subject: string | null;
  readonly saved: string;
  /** Where a note draft is written; null: a form. */
  readonly channel: string | null;
}

export interface CapitalView {
  readonly name: string;
  readonly own: boolean;
  readonly time: string;
  readonly day: string;
  /** Another day than at one's own desk. */
  readonly otherDay: boolean;
  readonly spoken: string;
  /** Share of the day there that has gone, 0 to 100. */
  readonly now: number;
  /** The next requested time where it is in the same day there. */
  readonly ask: number | null;
}

export function homeView(snapshot: ClientSnapshot, now: Instant): HomeView {
  const own = snapshot.me.office?.state ?? null;
  const here = hereOf(own);
  return {
    moment: say(home.moment, {
      day: dayIn(now, here),
      time: clockIn(now, here),
      place: here.name,
    }),
    needs: needViews(snapshot, now),
    directory: directoryNeeds(snapshot, now),
    rows: snapshot.consultations
      .toSorted((a, b) => b.lastAt - a.lastAt)
      .map((one) => rowView(one, own, now)),
    drafts: snapshot.drafts
      .toSorted((a, b) => b.updatedAt - a.updatedAt)
      .map((draft) => draftView(draft, snapshot, now)),
    capitals: capitalViews(snapshot, now),
    utc: say(home.utcNow, { time: clockIn(now, UTC) }),
    disabled: snapshot.me.listing === "disabled",
    empty: snapshot.consultations.length === 0,
    otherOffices: snapshot.offices.length,
    level: snapshot.me.office?.level ?? "technical",
  };
}

function rowView(one: Consultation, own: StateCode | null, now: Instant): RowView {
  const frame = { here: own, parties: one.parties.filter((state) => state !== own) };
  const asked = askedTime(one, own) ?? ownAsk(one, own);
  const time = asked === null ? null : timesInWords(asked.at, frame, now).here;
  const subject = subjectOf(one.subject);
  const noSubject = one.subject === null ? home.opening : home.noSubject;
  const passed = asked !== null && asked.at < now;
  return {
    id: one.id,
    with: stateNames(frame.parties),
    trust: trustOf(one, own),
    unread: one.unread,
    subject: subject === null ? say(noSubject) : raised(subject),
    marking: one.subject === null ? null : TLP_LABEL[one.subject.tlp],
    state: standingOf(one).title,
    asked: time === null ? say(home.noneAsked) : passed ? say(home.was, { time }) : time,
    askedFor: asked === null ? null : say(asked.kind === "ack" ? home.askedAck : home.askedReply),
    severity: severityOf(one),
  };
}

function trustOf(one: Consultation, own: StateCode | null): RowView["trust"] {
  const others = one.members.flatMap(({ office, trust }) =>
    office === null || office.state === own ? [] : [{ rec: office.rec, trust }],
  );
  const trust = weakest(others.map((each) => each.trust));
  return others.find((each) => each.trust === trust) ?? null;
}

/** Where nothing is asked of one's own State: the next time that it asked of another. */
function ownAsk(
  one: Consultation,
  own: StateCode | null,
): { readonly kind: "ack" | "reply"; readonly at: Instant } | null {
  for (const request of one.requests.filter((each) => each.by === own)) {
    const replies = Object.values(request.replies);
    const unread = replies.some((reply) => reply === "none");
    const kind = unread && request.ask.ack !== undefined ? "ack" : "reply";
    const at = readMoment(request.ask[kind]);
    const waits = replies.some((reply) => ["none", "acknowledged", "holding"].includes(reply));
    if (at !== null && waits) return { kind, at };
  }
  return null;
}

function severityOf(one: Consultation): RowView["severity"] {
  const severity = one.subject?.f["severity"];
  if (typeof severity !== "object" || severity === null || !("code" in severity)) return null;
  const code = ([0, 1, 2, 3, 4, 5] as const).find((each) => each === severity["code"]);
  if (code === undefined) return null;
  return { code, words: say(home.severity, { code, label: SEVERITY_LABEL[code] }) };
}

function draftView(draft: Draft, snapshot: ClientSnapshot, now: Instant): DraftView {
  const own = snapshot.me.office?.state ?? null;
  const saved = say(home.draft.saved, {
    time: timesInWords(draft.updatedAt, { here: own, parties: [] }, now).here,
  });
  const consultation = snapshot.consultations.find((one) => one.id === draft.channel);
  const states =
    draft.kind === "note" || draft.channel !== null
      ? (consultation?.parties ?? []).filter((state) => state !== own)
      : snapshot.offices
          .filter((office) => draft.roster.includes(office.rec))
          .map((one) => one.state);
  const to =
    states.length === 0 ? say(home.draft.nobody) : say(home.draft.to, { to: stateNames(states) });
  const what = say(home.draft.what, { what: say(home.draft[draftKind(draft)]), to });
  if (draft.kind === "note") {
    return { id: draft.id, what, subject: null, saved, channel: draft.channel };
  }
  const subject = subjectOf({ kind: draft.kind, f: draft.fields });
  return {
    id: draft.id,
    what,
    subject: subject === null ? null : raised(subject),
    saved,
    channel: null,
  };
}

function draftKind(draft: Draft): "notification" | "update" | "reply" | "note" {
  if (draft.kind === "note") return "note";
  if (draft.kind === "T04") return "reply";
  return draft.re === null ? "notification" : "update";
}

/** One's own capital first, then those of all with whom one consults, by name. */
function capitalViews(snapshot: ClientSnapshot, now: Instant): readonly CapitalView[] {
  const own = snapshot.me.office?.state ?? null;
  const others = [...new Set(snapshot.consultations.flatMap((one) => one.parties))]
    .filter((state) => state !== own)
    .toSorted((a, b) => stateName(a).localeCompare(stateName(b), "en"));
  return [...(own === null ? [] : [own]), ...others].map((state) => {
    const place = placeOf(state);
    const time = clockIn(now, place);
    const asked = snapshot.consultations
      .filter((one) => one.parties.includes(state))
      .map((one) => askedTime(one, own)?.at ?? null)
      .filter((at) => at !== null && at > now && dayIn(at, place) === dayIn(now, place));
    const [next] = asked.toSorted((a, b) => (a ?? 0) - (b ?? 0));
    return {
      name: stateName(state),
      own: state === own,
      time,
      day: shortDayIn(now, place),
      otherDay: shortDayIn(now, place) !== shortDayIn(now, hereOf(own)),
      spoken: say(home.capitalLine, { state: stateName(state), time }),
      now: shareOfDay(now, place),
      ask: next === undefined || next === null ? null : shareOfDay(next, place),
    };
  });
}

function shareOfDay(at: Instant, place: Place): number {
  const [hours = 0, minutes = 0] = clockIn(at, place).split(":").map(Number);
  return ((hours * 60 + minutes) / 1440) * 100;
}
