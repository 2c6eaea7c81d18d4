import { parseActHash, type ActHash, type Instant } from "@parley/base";
import type { ActEntry, ClientSnapshot, Consultation, HoldReason } from "@parley/client";
import { readMoment, type Precedence, type Tlp } from "@parley/protocol";
import {
  actTitle,
  consultationTitle,
  raised,
  stateName,
  stateNames,
  subjectOf,
  timesInWords,
  type TimeFrame,
} from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { home } from "../../words/en/home.ts";
import { say, type Message } from "../../words/message.ts";

/** One matter that waits for a person of this office. */
export interface NeedView {
  readonly consultation: Consultation["id"];
  readonly kind: "acknowledge" | "reply" | "held";
  readonly from: string;
  /** What came and when, or where it is held. */
  readonly what: string;
  readonly title: string;
  readonly tlp: Tlp | null;
  readonly precedence: Precedence | null;
  /** What is known of a hold, in few words. */
  readonly note: string | null;
  readonly when: WhenView;
  /** The act to acknowledge, with its channel. */
  readonly acknowledge: { readonly channel: ActHash; readonly re: ActHash } | null;
}

export interface WhenView {
  readonly label: string;
  /** Here; null where no time was asked. */
  readonly here: string | null;
  readonly others: string;
}

/** Held first, then what has to be read, then replies; within each the earliest requested time first. */
export function needViews(snapshot: ClientSnapshot, now: Instant): readonly NeedView[] {
  return snapshot.consultations
    .filter((one) => one.needs !== "nothing")
    .map((one) => ({ one, at: urgency(one) }))
    .toSorted((a, b) => rank(a.one) - rank(b.one) || a.at - b.at || a.one.lastAt - b.one.lastAt)
    .map(({ one }) => needView(snapshot, one, now));
}

const RANKS = { held: 0, acknowledge: 1, reply: 2, nothing: 3 };

function rank(one: Consultation): number {
  return RANKS[one.needs];
}

/** The requested time that the next step is for. */
export function askedTime(
  one: Consultation,
  own: string | null,
): {
  readonly kind: "ack" | "reply";
  readonly at: Instant;
} | null {
  const open = one.requests.filter((request) => request.by !== own);
  const kinds = one.needs === "acknowledge" ? (["ack", "reply"] as const) : (["reply"] as const);
  for (const kind of kinds) {
    const times = open
      .filter((request) => isOpen(own === null ? undefined : request.replies[own], kind))
      .map((request) => readMoment(request.ask[kind]))
      .filter((time) => time !== null);
    if (times.length > 0) return { kind, at: Math.min(...times) };
  }
  return null;
}

function isOpen(reply: string | undefined, kind: "ack" | "reply"): boolean {
  if (reply === undefined || reply === "none") return true;
  return kind === "reply" && (reply === "acknowledged" || reply === "holding");
}

function urgency(one: Consultation): Instant {
  return askedTime(one, null)?.at ?? Number.MAX_SAFE_INTEGER;
}

function needView(snapshot: ClientSnapshot, one: Consultation, now: Instant): NeedView {
  const own = snapshot.me.office?.state ?? null;
  const parties = one.parties.filter((state) => state !== own);
  const frame: TimeFrame = { here: own, parties };
  const subject = subjectOf(one.subject);
  const title = subject === null ? consultationTitle(one.parties, one.subject) : raised(subject);
  const common = {
    consultation: one.id,
    from: stateNames(parties),
    tlp: one.subject?.tlp ?? null,
    precedence: one.subject?.prec ?? null,
  };
  if (one.needs === "held" && one.gate.state === "held") {
    const since = heldSince(one.gate.reasons);
    const times = since === null ? null : timesInWords(since, frame, now);
    return {
      ...common,
      kind: "held",
      what: say(acts.levelName[one.level]),
      title: say(home.heldTitle, { title }),
      note: heldNote(one.gate.reasons),
      when: {
        label: times === null ? say(home.heldKept) : say(home.heldSince),
        here: times === null ? null : todayWords(times.here),
        others: times === null ? "" : say(home.heldKept),
      },
      acknowledge: null,
    };
  }
  const request = requestFor(one, own);
  const received = request === null ? null : timesInWords(request.receivedAt, frame, now).here;
  const what =
    request === null || received === null
      ? say(acts.levelName[one.level])
      : say(home.received, {
          what: request.act === null ? request.body : actTitle(request.act),
          time: received,
        });
  const acknowledge = one.needs === "acknowledge" ? acknowledgeTarget(one) : null;
  return {
    ...common,
    kind: acknowledge === null ? "reply" : "acknowledge",
    what,
    title,
    note: null,
    when: whenView(one, own, frame, now),
    acknowledge,
  };
}

function whenView(one: Consultation, own: string | null, frame: TimeFrame, now: Instant): WhenView {
  const asked = askedTime(one, own);
  if (asked === null) return { label: say(home.noTime), here: null, others: "" };
  const times = timesInWords(asked.at, frame, now);
  const passed = asked.at < now;
  const asking = asked.kind === "ack" ? home.askAck : home.askReply;
  const past = asked.kind === "ack" ? home.passedAck : home.passedReply;
  return {
    label: say(passed ? past : asking),
    here: todayWords(times.here),
    others: times.others,
  };
}

/** A time without a day is one of today. */
function todayWords(here: string): string {
  return here.includes(" ") ? here : say(home.today, { time: here });
}

/** The act that the row is about: the newest of another State that asks for something. */
function requestFor(one: Consultation, own: string | null): ActEntry | null {
  const asked = new Set<string>(
    one.requests.filter((request) => request.by !== own).map((request) => request.act),
  );
  const acts = one.entries.filter((entry): entry is ActEntry => entry.kind === "act");
  return (
    acts.findLast((entry) => asked.has(entry.hash)) ?? acts.findLast((entry) => !entry.own) ?? null
  );
}

function acknowledgeTarget(one: Consultation): NeedView["acknowledge"] {
  const channel = parseActHash(one.id);
  const targets = one.may.find((step) => step.step === "T04.ack")?.targets ?? [];
  const acts = one.entries.filter((entry): entry is ActEntry => entry.kind === "act");
  const re = acts.findLast((entry) => targets.includes(entry.hash))?.hash ?? targets.at(-1);
  return channel === null || re === undefined ? null : { channel, re };
}

function heldSince(reasons: readonly HoldReason[]): Instant | null {
  const times = reasons.flatMap((reason) => ("since" in reason ? [reason.since] : []));
  return times.length === 0 ? null : Math.min(...times);
}

function heldNote(reasons: readonly HoldReason[]): string {
  const accounts = reasons.filter((reason) => "user" in reason).length;
  if (accounts > 0) {
    return `${say(home.heldAccount, { count: accounts })}; ${say(home.heldNothing)}`;
  }
  const [first] = reasons;
  return say(first === undefined ? home.heldOwn : HELD[first.reason]);
}

/** Each reason for a hold in few words; accounts are counted instead. */
const HELD: { readonly [reason in HoldReason["reason"]]: Message } = {
  "account-not-listed": home.heldOwn,
  "account-not-in-roster": home.heldOwn,
  "own-device-not-listed": home.heldOwn,
  "own-office-not-in-roster": home.heldOwn,
  "room-settings-changed": home.heldSettings,
  "addressee-not-listed": home.heldAddressee,
  "directory-old": home.heldDirectoryOld,
  "refused-by-server": home.heldServer,
};

/** Name of the State that an acknowledgement goes to. */
export function authorOf(one: Consultation, re: ActHash): string {
  const entry = one.entries.find((each) => each.kind === "act" && each.hash === re);
  return entry?.kind === "act" ? stateName(entry.state) : stateName(one.initiator);
}
