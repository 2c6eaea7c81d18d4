import { parseRecordId, parseUserId, type RecordId } from "@parley/base";
import { parseOpenTicket, WISHES, type OpenTicket, type Wish } from "@parley/directory";
import type {
  DeskCard,
  DeskHead,
  DeskHealth,
  DeskProposal,
  DeskReport,
  DeskWish,
  PendingEnrolment,
} from "./contract.ts";
import { fieldsOf, listOf, numberOf, textOf } from "./read-json.ts";

/** Readers of what goes over the desk, in either direction; null where a value does not have the form. */

const LISTINGS = ["waiting", "listed", "disabled"] as const;
const ALARMS = ["behind", "forked", "head-key"] as const;
const STANDINGS = ["listed", "proposed"] as const;

export function readHealth(value: unknown): DeskHealth | null {
  const fields = fieldsOf(value);
  const listing = LISTINGS.find((one) => one === fields?.["listing"]);
  const link = textOf(fields?.["link"]);
  const [lines, n] = [numberOf(fields?.["lines"]), numberOf(fields?.["n"])];
  const headAt = numberOf(fields?.["headAt"]);
  const queued = numberOf(fields?.["queued"]);
  const refusedInvitations = numberOf(fields?.["refusedInvitations"]);
  const alarms = listOf(fields?.["alarms"], (one) => ALARMS.find((alarm) => alarm === one) ?? null);
  const ok = fields?.["ok"];
  return typeof ok !== "boolean" ||
    listing === undefined ||
    link === null ||
    lines === null ||
    n === null ||
    headAt === null ||
    queued === null ||
    refusedInvitations === null ||
    alarms === null
    ? null
    : { ok, link, listing, lines, queued, n, headAt, refusedInvitations, alarms };
}

/** Travels as its own text. */
export function readOpenTicket(value: unknown): OpenTicket | null {
  return typeof value === "string" ? parseOpenTicket(value) : null;
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

export function readDeskWish(value: unknown): DeskWish | null {
  const fields = fieldsOf(value);
  const wish = readWish(fields?.["wish"]);
  const user = parseUserId(fields?.["user"]);
  const receivedAt = numberOf(fields?.["receivedAt"]);
  return wish === null || user === null || receivedAt === null ? null : { wish, user, receivedAt };
}

function readWish(value: unknown): Wish | null {
  const fields = fieldsOf(value);
  const about = WISHES.find((one) => one === fields?.["about"]);
  const rec = parseRecordId(fields?.["rec"]);
  const [id, text] = [textOf(fields?.["id"]), textOf(fields?.["text"])];
  const [card, on] = [textOf(fields?.["card"]), textOf(fields?.["on"])];
  if (about === undefined || rec === null || id === null || text === null) return null;
  return {
    id,
    about,
    rec,
    text,
    ...(card === null ? {} : { card }),
    ...(on === null ? {} : { on }),
  };
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
