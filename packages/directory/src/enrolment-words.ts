import { accept, encodeProfile, refuse, toUtf8, type Result, type UserId } from "@parley/base";
import { WORDS, wordsOf } from "@parley/crypto";
import type { ListedDevice } from "./record.ts";
import { digestOf } from "./signing.ts";

/** What the words are made of: everything that an admission rests on (ENROL-1). */
export interface EnrolmentFacts {
  /** Hash of the root, which names the directory. */
  readonly root: string;
  /** Id of the ticket, base64url. */
  readonly ticket: string;
  readonly user: UserId;
  readonly device: ListedDevice;
}

/** 132 bits: more than anybody can look for another device for that would sound the same. */
export const ENROLMENT_WORDS = 12;

/** The twelve words of a device that asks to be admitted, for reading over a telephone (ENROL-1). */
export function enrolmentWords({ root, ticket, user, device }: EnrolmentFacts): readonly string[] {
  const { act, curve25519, ed25519, id, seal } = device;
  const text = encodeProfile({ act, curve25519, device: id, ed25519, root, seal, ticket, user });
  return wordsOf(digestOf("chat.parley.enrol.v1", toUtf8(text)), ENROLMENT_WORDS);
}

/** Why heard words do not admit, each with a sentence for the officer who typed them. */
export const WORDS_REFUSALS = {
  count: "There are not twelve words.",
  "unknown-word": "Some words are not on the list of words: ask for their spelling.",
  differ:
    "Some words differ from those of the device that asks: it is not the device of whoever reads them.",
} as const;

export interface WordsRefusal {
  readonly reason: keyof typeof WORDS_REFUSALS;
  /** Positions from 1 of the words that it is about; none for `count`. */
  readonly words: readonly number[];
}

/** Words may be set apart by any of these, as they come. */
const BETWEEN = /[\s,;.]+/u;

/** Compares what was heard with the words of these facts: every word has to be the same. */
export function compareWords(heard: string, facts: EnrolmentFacts): Result<void, WordsRefusal> {
  const said = heard
    .toLowerCase()
    .split(BETWEEN)
    .filter((word) => word !== "");
  if (said.length !== ENROLMENT_WORDS) return refuse({ reason: "count", words: [] });
  const unknown = positions(said, (word) => !WORDS.includes(word));
  if (unknown.length > 0) return refuse({ reason: "unknown-word", words: unknown });
  const own = enrolmentWords(facts);
  const other = positions(said, (word, i) => word !== own[i]);
  return other.length > 0 ? refuse({ reason: "differ", words: other }) : accept(undefined);
}

function positions(
  words: readonly string[],
  which: (word: string, index: number) => boolean,
): readonly number[] {
  return words.flatMap((word, index) => (which(word, index) ? [index + 1] : []));
}
