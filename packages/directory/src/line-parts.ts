import { encodeProfile, utf8Length, type ProfileValue } from "@parley/base";
import { LINE_BYTES, type CardOfRecord, type ServiceMessage } from "./line-message.ts";

/** Bytes that a message takes besides its list. */
const AROUND = 100;

/** The lines of a log from entry `from` on, in as many messages as they need, in their order. */
export function logMessages(from: number, lines: readonly string[]): readonly ServiceMessage[] {
  let next = from;
  return packed(lines, (line) => line).map((part) => {
    const message = { kind: "log", from: next, lines: part } as const;
    next += part.length;
    return message;
  });
}

/** Cards, in as many messages as they need. */
export function cardMessages(cards: readonly CardOfRecord[]): readonly ServiceMessage[] {
  return packed(cards, (card) => ({ ...card })).map((part) => ({ kind: "cards", cards: part }));
}

/** Consecutive parts of a list, each small enough for a message. */
function packed<T>(all: readonly T[], write: (one: T) => ProfileValue): readonly T[][] {
  const parts: T[][] = [];
  let room = 0;
  for (const one of all) {
    const bytes = utf8Length(encodeProfile(write(one))) + 1;
    const last = parts.at(-1);
    if (last === undefined || bytes > room) {
      parts.push([one]);
      room = LINE_BYTES - AROUND - bytes;
    } else {
      last.push(one);
      room -= bytes;
    }
  }
  return parts;
}
