import {
  LEVELS,
  accept,
  encodeProfile,
  isProfileText,
  parseProfile,
  parseRecordId,
  parseStateCode,
  parseUserId,
  refuse,
  toBase64Url,
  toUtf8,
  utf8Length,
  type Instant,
  type Level,
  type RecordId,
  type Result,
  type StateCode,
  type UserId,
} from "@parley/base";
import type { KeyPair } from "@parley/crypto";
import type { NamedHead } from "./compare.ts";
import type { Log } from "./log.ts";
import { parseMoment, writeMoment } from "./moment.ts";
import { readLog } from "./read-log.ts";
import { RECORD_KINDS, type RecordKind } from "./record.ts";
import type { TrustRoot } from "./root.ts";
import { fieldsOf, isBytes, readProfile, subsetOf, type Fields } from "./shape.ts";
import { isSignedBy, signatureOf } from "./signing.ts";

/** What an officer hands to a nominated person: an account to sign in with once, and the office to be (ENROL-2). */
export interface Ticket {
  /** 16 random bytes, base64url. */
  readonly id: string;
  /** The directory, which the reader's build has to trust already: a ticket brings no root. */
  readonly dir: string;
  readonly user: UserId;
  /** Good for the first sign-in alone, which replaces it. */
  readonly password: string;
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly level: readonly Level[];
  readonly kind: RecordKind;
  /** Title of the office, as the nomination has it. */
  readonly office: string;
  readonly issued: Instant;
  /** At most `TICKET_LIFE` after `issued`. */
  readonly expires: Instant;
  /** The log as of its making, which travels beside it. */
  readonly log: NamedHead;
}

/** Why a ticket is not taken, each with a sentence for whoever holds it. */
export const TICKET_REFUSALS = {
  "not-a-ticket": "This is not a Parley ticket, or a part of it is missing.",
  "too-large": "This is larger than any ticket.",
  "other-root": "This ticket belongs to another directory than the one this client was made for.",
  "other-server": "This ticket is for an account on another server than the one this client uses.",
  edited: "This ticket is not as an officer of the Secretariat signed it.",
  expired: "This ticket has expired: ask the Secretariat for a new one.",
  log: "The directory that came with this ticket does not verify.",
} as const;

export type TicketRefusal = keyof typeof TICKET_REFUSALS;

/** ms that a ticket is good for at most: 7 days. */
export const TICKET_LIFE: number = 7 * 24 * 60 * 60 * 1000;
/** Bytes of a title at most, also on a card. */
const TITLE_BYTES = 80;

const DOMAIN = "chat.parley.ticket.v1";
const LIMITS = { bytes: 2048, depth: 3, members: 32, string: 512 };
/** A log of some thousand entries, escaped once. */
const TEXT_BYTES = 16 * 1024 * 1024;
const TEXT_LIMITS = { bytes: TEXT_BYTES, depth: 2, members: 8, string: TEXT_BYTES };
/** Printable, without what a person could misread as the end of it. */
const PASSWORD = /^[!-~]{12,128}$/;

/** The ticket as text: `{log, sig, ticket}`. Throws where the content makes no ticket. */
export function makeTicket(content: Ticket, officer: KeyPair, logText: string): string {
  const { issued, expires, level, log, ...rest } = content;
  const ticket = encodeProfile({
    ...rest,
    expires: writeMoment(expires),
    issued: writeMoment(issued),
    level: [...level],
    log: { ...log },
    v: 1,
  });
  if (readContent(ticket) === null) throw new Error("this content makes no ticket");
  const sig = {
    key: toBase64Url(officer.publicKey),
    sig: signatureOf(DOMAIN, toUtf8(ticket), officer.secretKey),
  };
  return encodeProfile({ log: logText, sig, ticket });
}

/** What the reader of a ticket trusts already, and its clock. */
export interface TicketReader {
  readonly root: TrustRoot;
  /** Name of the Matrix server that the build is bound to. */
  readonly server: string;
  readonly now: Instant;
}

/** Reads a ticket as it was opened or pasted; white space around it is not part of it. */
export function readTicket(
  text: string,
  { root, server, now }: TicketReader,
): Result<{ readonly ticket: Ticket; readonly log: Log }, TicketRefusal> {
  const parsed = parseProfile(text.trim(), TEXT_LIMITS);
  if (!parsed.ok) return refuse(parsed.refusal === "too-large" ? "too-large" : "not-a-ticket");
  const outer = fieldsOf(parsed.value, ["log", "sig", "ticket"]);
  const { log: logText, ticket: signed } = outer ?? {};
  const { key, sig } = fieldsOf(outer?.["sig"], ["key", "sig"]) ?? {};
  if (typeof logText !== "string" || typeof signed !== "string") return refuse("not-a-ticket");
  if (typeof key !== "string" || typeof sig !== "string") return refuse("not-a-ticket");
  const ticket = readContent(signed);
  if (ticket === null) return refuse("not-a-ticket");
  if (ticket.dir !== root.dir) return refuse("other-root");
  const log = readLog(root, logText);
  if (!log.ok) return refuse("log");
  if (!log.value.rootNow().officers.includes(key) || !isSignedBy(DOMAIN, toUtf8(signed), sig, key))
    return refuse("edited");
  const { n, h } = log.value.head;
  if (n !== ticket.log.n || h !== ticket.log.h) return refuse("log");
  if (!ticket.user.endsWith(`:${server}`)) return refuse("other-server");
  return now >= ticket.expires ? refuse("expired") : accept({ ticket, log: log.value });
}

const FIELDS = [
  "dir",
  "expires",
  "id",
  "issued",
  "kind",
  "level",
  "log",
  "office",
  "password",
  "rec",
  "state",
  "user",
  "v",
];

/** Null where the text is not the content of a ticket. */
function readContent(text: string): Ticket | null {
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, FIELDS);
  const open = fields === null ? null : readOpen(fields);
  const password = fields?.["password"];
  return open === null || typeof password !== "string" || !PASSWORD.test(password)
    ? null
    : { ...open, password };
}

/** A ticket without its password, as whoever admits needs it. */
export type OpenTicket = Omit<Ticket, "password">;

/** The ticket without its password, as text. */
export function encodeOpenTicket({ issued, expires, level, log, ...rest }: OpenTicket): string {
  return encodeProfile({
    dir: rest.dir,
    expires: writeMoment(expires),
    id: rest.id,
    issued: writeMoment(issued),
    kind: rest.kind,
    level: [...level],
    log: { ...log },
    office: rest.office,
    rec: rest.rec,
    state: rest.state,
    user: rest.user,
    v: 1,
  });
}

/** Reads what `encodeOpenTicket` wrote; null for anything else. Nobody has signed it: it is of the reader's own kind. */
export function parseOpenTicket(text: string): OpenTicket | null {
  const names = FIELDS.filter((name) => name !== "password");
  const fields = fieldsOf(readProfile(text, LIMITS) ?? undefined, names);
  return fields === null ? null : readOpen(fields);
}

function readOpen(fields: Fields): OpenTicket | null {
  const { dir, id, office, v } = fields;
  const user = parseUserId(fields["user"]);
  const rec = parseRecordId(fields["rec"]);
  const state = parseStateCode(fields["state"]);
  const level = subsetOf(fields["level"], LEVELS);
  const kind = RECORD_KINDS.find((one) => one === fields["kind"]);
  const issued = parseMoment(fields["issued"]);
  const expires = parseMoment(fields["expires"]);
  const log = readHeadName(fields["log"]);
  if (v !== 1 || !isBytes(id, 16) || !isBytes(dir, 32) || log === null) return null;
  if (user === null || rec === null || state === null || kind === undefined) return null;
  if (level === null || level.length === 0 || !isTitle(office)) return null;
  if (issued === null || expires === null) return null;
  if (expires <= issued || expires - issued > TICKET_LIFE) return null;
  return { id, dir, user, rec, state, level, kind, office, issued, expires, log };
}

/** A head of a log that has entries. */
function readHeadName(value: Fields[string]): NamedHead | null {
  const { n, h } = fieldsOf(value, ["h", "n"]) ?? {};
  return typeof n === "number" && n >= 1 && isBytes(h, 32) ? { n, h } : null;
}

/** Whether this is one line of at most `TITLE_BYTES` that starts and ends with something to see. */
export function isTitle(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value !== "" &&
    utf8Length(value) <= TITLE_BYTES &&
    value === value.trim() &&
    !value.includes("\n") &&
    isProfileText(value)
  );
}
