import type {
  ActHash,
  ConsultationId,
  Instant,
  KeyId,
  PayloadId,
  RecordId,
  RoomId,
  StateCode,
  UserId,
} from "@parley/base";
import type {
  ActDraft,
  ActEntry,
  ChannelMember,
  ClientSnapshot,
  Consultation,
  Delivery,
  Entry,
  NoteEntry,
  Office,
  Request,
} from "@parley/client";
import type { Act } from "@parley/protocol";

/** Invented matters between exercise States, for looking at. The desk is Bravo's unless a sample says otherwise. */
export const NOW: Instant = Date.parse("2026-03-10T01:14:00Z");
const minute = 60_000;
export const hour: number = 60 * minute;

export const hash = (n: number): ActHash => String(n).padStart(43, "A") as ActHash;
export const payload = (n: number): PayloadId => String(n).padStart(22, "P") as PayloadId;
const user = (name: string): UserId => `@${name}:parley.example` as UserId;
const state = (code: string): StateCode => code as StateCode;

export function office(code: string, more: Partial<Office> = {}): Office {
  return {
    rec: `${code.toLowerCase()}-tech-1` as RecordId,
    state: state(code),
    level: "technical",
    powers: ["open", "answer", "close"],
    user: user(`k7f3q${code.toLowerCase()}`),
    devices: 1,
    confirmed: "2026-01-12",
    trust: "verified",
    ...more,
  };
}

export const ALFA: Office = office("XA");
export const BRAVO: Office = office("XB");
export const CHARLIE: Office = office("XC");

export function act(by: Office, more: Partial<Act>): Act {
  return {
    v: 1,
    kind: "T02",
    tv: 1,
    nonce: "n".repeat(22),
    con: "C".repeat(22) as ConsultationId,
    chan: hash(1),
    level: "technical",
    mode: "exercise",
    rec: by.rec,
    key: "K".repeat(22) as KeyId,
    dir: { n: 218, h: hash(99) },
    n: 1,
    ep: "e".repeat(22),
    parents: [],
    to: [state("XB")],
    tlp: "amber+strict",
    disc: "parties-only",
    at: "2026-03-10T00:41:00Z",
    prec: "urgent",
    lang: "en",
    res: ["non_attribution", "exercise"],
    ask: {},
    files: [],
    clear: [],
    f: {},
    ...more,
  };
}

/** An incident notification of Alfa to Bravo. */
export const NOTIFICATION: Act = act(ALFA, {
  chan: "",
  open: {
    room: "!r:parley.example" as RoomId,
    level: "technical",
    mode: "exercise",
    parties: [state("XA"), state("XB")],
    roster: [ALFA.rec, BRAVO.rec],
  },
  ask: { ack: "2026-03-10T04:41:00Z", reply: "2026-03-11T00:41:00Z" },
  f: {
    stage: "early-warning",
    incident_ref: "CSIRT-XA-2026-0147",
    rsit: { class: "intrusions", type: "system-compromise" },
    incident_status: "ongoing",
    detected_at: "2026-03-09T22:10:00Z",
    started_at: "2026-03-09T20:35:00Z",
    suspected_malicious: "yes",
    cross_border: "yes",
    states_affected: ["XA", "XB"],
    affected_sectors: ["energy"],
    impact_scope: "sector-national",
    severity: { scale: "product", code: 3 },
    severity_national: "Significant",
    impact_outlook: "worsening",
    territorial_link: "transit",
    summary:
      "Control workstations of two transmission operators were reached from addresses that resolve to a hosting provider in your territory. Operators switched to manual control at 22:40 UTC.",
    mitigation_taken:
      "Affected workstations are disconnected. Sessions from 192.0.2.0/24 are blocked.",
    request_to_recipient: "information",
    public_status: "not-public",
  },
});

export function actEntry(
  n: number,
  by: Office,
  content: Act,
  more: Partial<ActEntry> = {},
): ActEntry {
  return {
    kind: "act",
    hash: hash(n),
    act: content,
    body: "",
    state: by.state,
    rec: by.rec,
    own: by === BRAVO,
    trust: "verified",
    signedBy: { key: "9F2C41D7A0B35E68C1D2E3", entry: 96, head: 218 },
    effect: "yes",
    forked: false,
    receivedAt: NOW - 30 * minute,
    position: n,
    delivery:
      by === BRAVO ? { state: "delivered", at: NOW - 16 * minute, to: [state("XA")] } : null,
    unread: false,
    ...more,
  };
}

function noteEntry(n: number, by: Office, body: string, more: Partial<NoteEntry> = {}): NoteEntry {
  const own = by === BRAVO;
  const delivery: Delivery | null = own
    ? { state: "delivered", at: NOW - 10 * minute, to: [state("XA")] }
    : null;
  return {
    kind: "note",
    id: payload(n),
    body,
    state: by.state,
    rec: by.rec,
    own,
    at: NOW - 10 * minute,
    receivedAt: NOW - 10 * minute,
    delivery,
    unread: false,
    ...more,
  };
}

export const ACKNOWLEDGEMENT: Act = act(BRAVO, {
  kind: "T04",
  re: hash(1),
  to: [state("XA")],
  at: "2026-03-10T00:58:00Z",
  res: ["ack"],
  f: { reply_kind: "ack" },
});

const ENTRIES: readonly Entry[] = [
  actEntry(1, ALFA, NOTIFICATION),
  actEntry(2, BRAVO, ACKNOWLEDGEMENT),
  noteEntry(
    1,
    ALFA,
    "Our duty officer can be reached by telephone all night, in English or French.",
    { unread: true },
  ),
];

/** What Bravo may do, acknowledged or not. */
const MAY: Consultation["may"] = [
  { step: "T04.answer", targets: [hash(1)] },
  { step: "T04.holding", targets: [hash(1)] },
  { step: "T04.decline", targets: [hash(1)] },
  { step: "T02", targets: [] },
  { step: "roster", targets: [] },
];

const memberOf = (office: Office): ChannelMember => ({
  user: office.user,
  office,
  membership: "join",
  trust: "verified",
  unlistedDevices: 0,
});
const MEMBERS: readonly ChannelMember[] = [memberOf(ALFA), memberOf(BRAVO)];

/** Alfa's request, with what Bravo has said to it. */
const requestWith = (reply: string): Request => ({
  act: hash(1),
  kind: "T02",
  by: state("XA"),
  ask: NOTIFICATION.ask,
  replies: { XB: reply },
});

/** Alfa told Bravo of an incident; Bravo acknowledged. */
export function consultation(more: Partial<Consultation> = {}): Consultation {
  return {
    id: hash(1),
    con: "C".repeat(22) as ConsultationId,
    room: "!r:parley.example" as RoomId,
    level: "technical",
    mode: "exercise",
    parties: [state("XA"), state("XB")],
    initiator: state("XA"),
    headline: "acknowledged",
    lines: [],
    partyStates: { XA: "taking_part", XB: "acknowledged" },
    subject: NOTIFICATION,
    entries: ENTRIES,
    requests: [requestWith("acknowledged")],
    may: MAY,
    mayNot: [
      { step: "T04.ack", reason: "R_NOTHING_TO_ACK" },
      { step: "update", reason: "R_OWN_ONLY" },
    ],
    gate: { state: "open" },
    members: MEMBERS,
    unread: 1,
    needs: "reply",
    lastAt: NOW - 10 * minute,
    ...more,
  };
}

/** Just arrived from Alfa, not acknowledged. */
export function arrived(more: Partial<Consultation> = {}): Consultation {
  return consultation({
    headline: "transmitted",
    partyStates: { XA: "taking_part", XB: "asked" },
    entries: [actEntry(1, ALFA, NOTIFICATION, { unread: true })],
    requests: [requestWith("none")],
    may: [{ step: "T04.ack", targets: [hash(1)] }, ...MAY],
    mayNot: [{ step: "update", reason: "R_OWN_ONLY" }],
    needs: "acknowledge",
    ...more,
  });
}

/** A third account was put into the room. */
export function held(more: Partial<Consultation> = {}): Consultation {
  return consultation({
    gate: {
      state: "held",
      reasons: [{ reason: "account-not-listed", user: user("p9x2mm4d"), since: NOW - 54 * minute }],
    },
    members: [
      ...MEMBERS,
      {
        user: user("p9x2mm4d"),
        office: null,
        membership: "join",
        trust: "not-listed",
        unlistedDevices: 1,
      },
    ],
    entries: [
      ...ENTRIES,
      {
        kind: "room",
        id: "f1",
        at: NOW - 54 * minute,
        what: { event: "foreign-account", user: user("p9x2mm4d") },
      },
      noteEntry(2, BRAVO, "We are asking the provider for the session logs of that evening.", {
        delivery: { state: "held" },
      }),
    ],
    needs: "held",
    ...more,
  });
}

export function draft(more: Partial<ActDraft> = {}): ActDraft {
  return {
    id: "draft-1",
    kind: "T02",
    channel: null,
    re: null,
    roster: [BRAVO.rec, CHARLIE.rec],
    tlp: "amber+strict",
    prec: null,
    ask: {},
    res: ["non_attribution"],
    fields: {},
    updatedAt: NOW - 2 * hour,
    ...more,
  };
}

export function snapshot(more: Partial<ClientSnapshot> = {}): ClientSnapshot {
  return {
    me: {
      user: BRAVO.user,
      device: "KQZTVLHMXA",
      key: "9F2C41D7A0B35E68C1D2E3",
      listing: "listed",
      office: BRAVO,
      enrolment: null,
    },
    link: { state: "connected", since: NOW - 36 * minute },
    directory: {
      n: 218,
      head: "9f2c41d7",
      at: NOW - 16 * minute,
      behind: false,
      signedHead: { state: "fresh", at: NOW - 16 * minute, until: NOW + 24 * hour },
      entries: 218,
      resets: [],
      waiting: null,
    },
    records: [],
    toSign: [],
    changes: [],
    offices: ["XA", "XC", "XD", "XE", "XF", "XG", "XH"].map((code) => office(code)),
    consultations: [],
    drafts: [],
    outbox: { queued: 0, held: 0 },
    unread: 0,
    alarms: [],
    ...more,
  };
}
