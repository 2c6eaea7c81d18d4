import { parseRecordId, type ProfileValue, type RecordId } from "@parley/base";
import { NOTE_CODES } from "./line-message.ts";
import type { CardOfRecord, NoteCode, ServiceMessage } from "./line-message.ts";
import type { EntrySignature } from "./line.ts";
import { isCount, readCardOfRecord, readSignature, textOf } from "./read-poc-message.ts";
import { fieldsOf, isBytes, listOf, type Fields } from "./shape.ts";

/** As many as stand beside an entry at most. */
const SIGNATURES = 16;

/** Null where this is not a message of the service. */
export function readServiceMessage(kind: string, rest: Fields): ServiceMessage | null {
  const value = rest as ProfileValue;
  switch (kind) {
    case "head":
      return textOf(rest, "head", (head) => ({ kind, head }));
    case "report":
      return textOf(rest, "report", (report) => ({ kind, report }));
    case "log": {
      const fields = fieldsOf(value, ["from", "lines"]);
      const from = fields?.["from"];
      const lines = eachOf(fields?.["lines"], readLine);
      return !isCount(from) || from < 1 || lines === null ? null : { kind, from, lines };
    }
    case "cards": {
      const cards = eachOf<CardOfRecord>(fieldsOf(value, ["cards"])?.["cards"], readCardOfRecord);
      return cards === null ? null : { kind, cards };
    }
    case "erased": {
      const recs = eachOf<RecordId>(fieldsOf(value, ["recs"])?.["recs"], parseRecordId);
      return recs === null ? null : { kind, recs };
    }
    case "propose":
      return readProposed(value);
    case "withdrawn": {
      const { hash } = fieldsOf(value, ["hash"]) ?? {};
      return isBytes(hash, 32) ? { kind, hash } : null;
    }
    case "note": {
      const { code } = fieldsOf(value, ["code"]) ?? {};
      return isNoteCode(code) ? { kind, code } : null;
    }
    default:
      return null;
  }
}

function readProposed(value: ProfileValue): ServiceMessage | null {
  const fields = fieldsOf(value, ["entry", "sigs"]);
  const entry = fields?.["entry"];
  const sigs = eachOf<EntrySignature>(fields?.["sigs"], readSignature);
  if (typeof entry !== "string" || sigs === null || sigs.length > SIGNATURES) return null;
  return { kind: "propose", entry, sigs };
}

/** A line of a log holds no newline; whether it is an entry, the log says. */
function readLine(value: ProfileValue): string | null {
  return typeof value === "string" && value !== "" && !value.includes("\n") ? value : null;
}

function isNoteCode(code: ProfileValue | undefined): code is NoteCode {
  return typeof code === "string" && Object.hasOwn(NOTE_CODES, code);
}

function eachOf<T>(
  value: ProfileValue | undefined,
  read: (one: ProfileValue) => T | null,
): readonly T[] | null {
  const list = listOf(value);
  if (list === null) return null;
  const out: T[] = [];
  for (const one of list) {
    const element = read(one);
    if (element === null) return null;
    out.push(element);
  }
  return out;
}
