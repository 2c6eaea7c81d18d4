import {
  LEVELS,
  parseRecordId,
  parseStateCode,
  parseUserId,
  type Level,
  type RecordId,
} from "@parley/base";
import type { RecordKind } from "@parley/directory";
import type {
  DeskCard,
  DeskHead,
  DeskHealth,
  DeskProposal,
  DeskReport,
  DeskWish,
  OpenTicket,
  PendingEnrolment,
} from "./contract.ts";
import { fieldsOf, listOf, numberOf, textOf } from "./read-json.ts";

/** Readers of what goes over the desk, in either direction; null where a value does not have the form. */

const LISTINGS = ["waiting", "listed", "disabled"] as const;
const KINDS: readonly RecordKind[] = ["office", "duty", "person", "service"];
const STANDINGS = ["listed", "proposed"] as const;

export function readHealth(value: unknown): DeskHealth | null {
  const fields = fieldsOf(value);
  const listing = LISTINGS.find((one) => one === fields?.["listing"]);
  const link = textOf(fields?.["link"]);
  const [lines, n] = [numberOf(fields?.["lines"]), numberOf(fields?.["n"])];
  const headAt = numberOf(fields?.["headAt"]);
  const ok = fields?.["ok"];
  return typeof ok !== "boolean" ||
    listing === undefined ||
    link === null ||
    lines === null ||
    n === null ||
    headAt === null
    ? null
    : { ok, link, listing, lines, n, headAt };
}

export function readOpenTicket(value: unknown): OpenTicket | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const [id, office] = [textOf(fields["id"]), textOf(fields["office"])];
  const user = parseUserId(fields["user"]);
  const state = parseStateCode(fields["state"]);
  const rec = parseRecordId(fields["rec"]);
  const level = listOf(fields["level"], readLevel);
  const kind = KINDS.find((one) => one === fields["kind"]);
  const [issued, expires] = [numberOf(fields["issued"]), numberOf(fields["expires"])];
  if (id === null || !/^[\w-]{22}$/.test(id) || office === null || user === null) return null;
  if (state === null || rec === null || level === null || kind === undefined) return null;
  if (issued === null || expires === null) return null;
  return { id, user, state, level, kind, rec, office, issued, expires };
}

export function readPending(value: unknown): PendingEnrolment | null {
  const fields = fieldsOf(value);
  const ticket = readOpenTicket(fields?.["ticket"]);
  const request = textOf(fields?.["request"]);
  const receivedAt = numberOf(fields?.["receivedAt"]);
  return ticket === null || request === null || receivedAt === null
    ? null
    : { ticket, request, receivedAt };
}

export function readDeskProposal(value: unknown): DeskProposal | null {
  const fields = fieldsOf(value);
  const [hash, text] = [textOf(fields?.["hash"]), textOf(fields?.["text"])];
  const declined = listOf<RecordId>(fields?.["declined"], parseRecordId);
  return hash === null || text === null || declined === null ? null : { hash, text, declined };
}

export function readWish(value: unknown): DeskWish | null {
  const fields = fieldsOf(value);
  const [id, kind, text] = [
    textOf(fields?.["id"]),
    textOf(fields?.["kind"]),
    textOf(fields?.["text"]),
  ];
  const rec = parseRecordId(fields?.["rec"]);
  const user = parseUserId(fields?.["user"]);
  const receivedAt = numberOf(fields?.["receivedAt"]);
  return id === null ||
    kind === null ||
    text === null ||
    rec === null ||
    user === null ||
    receivedAt === null
    ? null
    : { id, rec, user, kind, text, receivedAt };
}

export function readDeskCard(value: unknown): DeskCard | null {
  const fields = fieldsOf(value);
  const rec = parseRecordId(fields?.["rec"]);
  const [salt, text] = [textOf(fields?.["salt"]), textOf(fields?.["text"])];
  const standing = STANDINGS.find((one) => one === fields?.["standing"]);
  return rec === null || salt === null || text === null || standing === undefined
    ? null
    : { rec, salt, text, standing };
}

export function readReport(value: unknown): DeskReport | null {
  const fields = fieldsOf(value);
  const text = textOf(fields?.["text"]);
  const receivedAt = numberOf(fields?.["receivedAt"]);
  return text === null || receivedAt === null ? null : { text, receivedAt };
}

export function readDeskHead(value: unknown): DeskHead | null {
  const fields = fieldsOf(value);
  const [n, h] = [numberOf(fields?.["n"]), textOf(fields?.["h"])];
  return n === null || h === null ? null : { n, h };
}

export function readHash(value: unknown): { readonly hash: string } | null {
  const hash = textOf(fieldsOf(value)?.["hash"]);
  return hash === null ? null : { hash };
}

function readLevel(value: unknown): Level | null {
  return LEVELS.find((level) => level === value) ?? null;
}
