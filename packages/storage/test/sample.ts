import type {
  ActHash,
  ConsultationId,
  EventId,
  PayloadId,
  RecordId,
  RoomId,
  StateCode,
  UserId,
} from "@parley/base";
import type {
  ActRow,
  Change,
  Contents,
  DirectoryRow,
  DraftRow,
  EventRow,
  InboxRow,
  KeptRow,
  OutboxRow,
  Profile,
  RoomRow,
} from "../src/index.ts";

export const NOTHING: Contents = {
  profile: null,
  inbox: [],
  events: [],
  acts: [],
  outbox: [],
  drafts: [],
  directory: null,
  rooms: [],
  kept: [],
};

/** An id of the right length that ends in the text. */
function id(text: string, length: number): string {
  return text.padStart(length, "A");
}

const room = (n: number): RoomId => `!room${n}:parley.test` as RoomId;
export const payload = (n: number): PayloadId => id(`payload${n}`, 22) as PayloadId;

export const PROFILE: Profile = {
  homeserver: "https://server.canary-homeserver.test",
  user: "@canary-user:parley.test" as UserId,
  device: "CANARYDEVICE",
  accessToken: "canary-access-token",
  storageKey: id("canary-storage-key", 43),
  act: { publicKey: id("canary-act-public", 43), secretKey: id("canary-act-secret", 86) },
  seal: { publicKey: id("canary-seal-public", 43), secretKey: id("canary-seal-secret", 43) },
  root: '{"canary":"trust-root"}',
  createdAt: 1_770_000_000_000,
  password: id("canary-password", 43),
  enrol: {
    ticket: id("canary-ticket", 22),
    dir: id("canary-directory", 43),
    expires: 1_770_000_600_000,
    state: "XA" as StateCode,
    level: ["technical"],
    rec: "canary-record" as RecordId,
    office: "canary-office",
    service: "@canary-service:parley.test" as UserId,
  },
  reached: 1_770_000_000_001,
};

export const DIRECTORY: DirectoryRow = {
  log: "canary-log\n",
  n: 3,
  head: id("canary-head", 43),
  at: 1_770_000_000_001,
};

export function inbox(n: number, change: Partial<InboxRow> = {}): InboxRow {
  return {
    senderKey: id(`sender${n % 3}`, 43),
    id: payload(n),
    room: room(n % 2),
    sender: "@canary-sender:parley.test" as UserId,
    event: `$event${n}` as EventId,
    type: "m.room.message",
    content: '{"body":"canary-note ü € 𝄞"}',
    shield: "none",
    receivedAt: 1_770_000_000_000 + n,
    seq: n,
    verdict: "waiting",
    ...change,
  };
}

export function event(n: number): EventRow {
  return { room: room(n % 2), event: `$canary-event${n}` as EventId };
}

export function act(n: number, change: Partial<ActRow> = {}): ActRow {
  return {
    hash: id(`act${n}`, 43) as ActHash,
    chan: id("canary-channel", 43) as ActHash,
    bytes: '{"summary":"canary-act-text"}',
    sig: id("canary-sig", 86),
    body: "canary-fallback",
    room: room(n % 2),
    receivedAt: 1_770_000_000_000 + n,
    seq: n,
    status: "entered",
    ...change,
  };
}

export function outbox(n: number, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: payload(n),
    seq: n,
    room: n % 2 === 0 ? null : room(1),
    kind: "note",
    type: "m.room.message",
    content: '{"body":"canary-outgoing"}',
    queuedAt: 1_770_000_000_000 + n,
    status: "queued",
    ...change,
  };
}

const OPENING: OutboxRow = outbox(0, {
  kind: "opening",
  content: "",
  opening: {
    con: id("canary-con", 22) as ConsultationId,
    roster: ["xa-tech-1" as RecordId],
    parties: ["XA" as StateCode, "XB" as StateCode],
    compose: '{"f":"canary-compose"}',
  },
});

export function draft(n: number, change: Partial<DraftRow> = {}): DraftRow {
  return {
    id: `canary-draft-${n}`,
    content: '{"summary":"canary-draft-text"}',
    updatedAt: 1_770_000_000_000 + n,
    ...change,
  };
}

export function roomRow(n: number, change: Partial<RoomRow> = {}): RoomRow {
  return {
    room: room(n),
    settings: '{"version":"12"}',
    joinedAt: 1_770_000_000_000 + n,
    sharedWith: "canary-shared-with",
    readSeq: 0,
    inviter: null,
    ...change,
  };
}

export function kept(n: number, change: Partial<KeptRow> = {}): KeptRow {
  return { kind: "canary-kind", id: `canary-kept-${n}`, text: '{"canary":"kept-text"}', ...change };
}

/** Rows of every kind, in the order that the port gives them back; every text in it that could tell something has "canary". */
export const EVERYTHING: Required<Omit<Change, "outboxGone" | "draftsGone" | "keptGone">> = {
  profile: PROFILE,
  directory: DIRECTORY,
  inbox: [inbox(1), inbox(2, { verdict: "refused", reason: "canary-reason" })],
  events: [event(2), event(1)],
  acts: [act(1), act(2, { status: "waiting" })],
  outbox: [OPENING, outbox(1, { status: "sent", sentAt: 1_770_000_000_009 })],
  drafts: [draft(1), draft(2)],
  rooms: [roomRow(0), roomRow(1, { inviter: "@canary-inviter:parley.test" as UserId, line: true })],
  kept: [kept(1), kept(2), kept(1, { kind: "canary-other" })],
};
