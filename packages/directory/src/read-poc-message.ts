import {
  parseKeyId,
  parseRecordId,
  type KeyId,
  type ProfileValue,
  type RecordId,
} from "@parley/base";
import { hashOfCard } from "./closed-card.ts";
import type { CardOfRecord, PocMessage } from "./line-message.ts";
import type { EntrySignature } from "./line.ts";
import { CARD_BYTES } from "./read-card.ts";
import { fieldsOf, isBytes, listOf, type Fields } from "./shape.ts";
import { readWish } from "./wish.ts";

/**
 * Most cards and reports that a PoC says it holds: far more than there are offices, and than devices are lost at one time,
 * and few enough to fit into one message.
 */
export const MOST_HELD: { readonly cards: number; readonly reports: number } = {
  cards: 200,
  reports: 64,
};

/** Null where this is not a message of a PoC. */
export function readPocMessage(kind: string, rest: Fields): PocMessage | null {
  switch (kind) {
    case "enrol":
      return textOf(rest, "request", (request) => ({ kind, request }));
    case "report":
      return textOf(rest, "report", (report) => ({ kind, report }));
    case "have":
      return readHave(rest);
    case "cosign": {
      const { hash, ...signature } = rest;
      const sig = readSignature(signature as ProfileValue);
      return sig === null || !isBytes(hash, 32) ? null : { kind, hash, ...sig };
    }
    case "decline": {
      const { hash } = fieldsOf(rest as ProfileValue, ["hash"]) ?? {};
      return isBytes(hash, 32) ? { kind, hash } : null;
    }
    case "wish": {
      const wish = readWish(fieldsOf(rest as ProfileValue, ["wish"])?.["wish"]);
      return wish === null ? null : { kind, wish };
    }
    case "card": {
      const card = readCardOfRecord(rest as ProfileValue);
      return card === null ? null : { kind, ...card };
    }
    default:
      return null;
  }
}

function readHave(rest: Fields): PocMessage | null {
  const fields = fieldsOf(rest as ProfileValue, ["cards", "h", "n", "reports"]);
  const { n, h } = fields ?? {};
  const reports = readKeys(fields?.["reports"]);
  const list = listOf(fields?.["cards"]);
  if (!isCount(n) || reports === null || list === null || list.length > MOST_HELD.cards)
    return null;
  if (n === 0 ? h !== "" : !isBytes(h, 32)) return null;
  const cards: { readonly rec: RecordId; readonly hash: string }[] = [];
  for (const one of list) {
    const card = fieldsOf(one, ["hash", "rec"]);
    const rec = parseRecordId(card?.["rec"]);
    const hash = card?.["hash"];
    if (rec === null || !isBytes(hash, 32)) return null;
    cards.push({ rec, hash });
  }
  return { kind: "have", n, h: h as string, cards, reports };
}

function readKeys(value: ProfileValue | undefined): readonly KeyId[] | null {
  const list = listOf(value);
  if (list === null || list.length > MOST_HELD.reports) return null;
  const keys = list.flatMap((one) => parseKeyId(one) ?? []);
  return keys.length === list.length ? keys : null;
}

/** A signature beside an entry: a public key of 32 bytes and 64 bytes. */
export function readSignature(value: ProfileValue | undefined): EntrySignature | null {
  const { key, sig } = fieldsOf(value, ["key", "sig"]) ?? {};
  return isBytes(key, 32) && isBytes(sig, 64) ? { key, sig } : null;
}

/** A card with its salt and record; what the card says is read where it is opened. */
export function readCardOfRecord(value: ProfileValue | undefined): CardOfRecord | null {
  const fields = fieldsOf(value, ["rec", "salt", "text"]);
  const rec = parseRecordId(fields?.["rec"]);
  const { salt, text } = fields ?? {};
  if (rec === null || typeof salt !== "string" || typeof text !== "string") return null;
  return text.length > CARD_BYTES || hashOfCard({ salt, text }) === null
    ? null
    : { rec, salt, text };
}

/** A message of one text, which is read where it is opened. */
export function textOf<T>(rest: Fields, name: string, message: (text: string) => T): T | null {
  const text = fieldsOf(rest as ProfileValue, [name])?.[name];
  return typeof text === "string" && text !== "" ? message(text) : null;
}

/** Whether this counts something. */
export function isCount(value: ProfileValue | undefined): value is number {
  return typeof value === "number" && value >= 0;
}
