import { ready, WORDS } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compareWords, enrolmentWords, WORDS_REFUSALS, type EnrolmentFacts } from "../src/index.ts";
import { bytes16, bytes32, SAME_IN_44_BITS } from "./documents.ts";
import { device, user } from "./sample.ts";

let facts: EnrolmentFacts;
let words: readonly string[];

beforeAll(async () => {
  await ready();
  facts = { root: bytes32(1), ticket: bytes16(7), user: user("k7f3q"), device: device(1) };
  words = enrolmentWords(facts);
});

const refused = (reason: string, ...positions: number[]): unknown => ({
  ok: false,
  refusal: { reason, words: positions },
});

describe("enrolment words", () => {
  it("[ENROL-1] are twelve of the list, and stay the same for the same facts", () => {
    expect(words).toHaveLength(12);
    expect(words.every((word) => WORDS.includes(word))).toBe(true);
    expect(enrolmentWords({ ...facts })).toEqual(words);
    expect(words.join(" ")).toMatchSnapshot();
  });

  it.each<[string, (facts: EnrolmentFacts) => EnrolmentFacts]>([
    ["root", (one) => ({ ...one, root: bytes32(2) })],
    ["ticket", (one) => ({ ...one, ticket: bytes16(8) })],
    ["account", (one) => ({ ...one, user: user("thief") })],
    ["device id", (one) => ({ ...one, device: device(1, { id: device(2).id }) })],
    ["signing key", (one) => ({ ...one, device: device(1, { ed25519: device(2).ed25519 }) })],
    [
      "identity key",
      (one) => ({ ...one, device: device(1, { curve25519: device(2).curve25519 }) }),
    ],
    ["act key", (one) => ({ ...one, device: device(1, { act: device(2).act }) })],
    ["seal key", (one) => ({ ...one, device: device(1, { seal: device(2).seal }) })],
  ])("[ENROL-1] are others for another %s", (_name, change) => {
    const other = enrolmentWords(change(facts));
    expect(other).not.toEqual(words);
    expect(compareWords(other.join(" "), facts)).toMatchObject({
      ok: false,
      refusal: { reason: "differ" },
    });
  });

  it("[ENROL-1] take keys in their places: two that are swapped spell others", () => {
    const { act, seal } = device(1);
    const swapped = { ...facts, device: device(1, { act: seal, seal: act }) };
    expect(enrolmentWords(swapped)).not.toEqual(words);
  });

  it("[ENROL-1] are heard in any case, with any spaces and commas between", () => {
    const between = fc.constantFrom(" ", ", ", ",", "\n", "  ", "\t", ". ", "; ");
    const spoken = fc
      .tuple(
        fc.array(between, { minLength: 12, maxLength: 12 }),
        fc.array(fc.constantFrom("lower", "upper", "first"), { minLength: 12, maxLength: 12 }),
      )
      .map(([gaps, cases]) =>
        words
          .map((word, i) => {
            if (cases[i] === "upper") return word.toUpperCase();
            return cases[i] === "first" ? word.charAt(0).toUpperCase() + word.slice(1) : word;
          })
          .map((word, i) => (gaps[i] ?? " ") + word)
          .join(""),
      );
    fc.assert(
      fc.property(spoken, (heard) => {
        expect(compareWords(heard, facts)).toEqual({ ok: true, value: undefined });
      }),
    );
  });

  it("[ENROL-1] admit nobody who reads another word, at whichever place", () => {
    fc.assert(
      fc.property(fc.nat(11), fc.nat(WORDS.length - 1), (at, index) => {
        const other = WORDS[index] ?? "";
        fc.pre(other !== words[at]);
        expect(compareWords(words.with(at, other).join(" "), facts)).toEqual(
          refused("differ", at + 1),
        );
      }),
    );
  });

  it("[ENROL-1] of two devices that are the same in 44 bits differ after them", () => {
    const [honest, thiefs] = SAME_IN_44_BITS.map((seal) => ({
      ...facts,
      device: device(1, { seal }),
    }));
    if (honest === undefined || thiefs === undefined) throw new Error("no pair");
    const heard = enrolmentWords(honest);
    expect(heard.slice(0, 4)).toEqual(enrolmentWords(thiefs).slice(0, 4));
    expect(compareWords(heard.join(" "), honest).ok).toBe(true);
    expect(compareWords(heard.join(" "), thiefs)).toEqual(
      refused("differ", 5, 6, 7, 8, 9, 10, 11, 12),
    );
  });

  it("[ENROL-1] that are swapped, missing, too many or not on the list are refused", () => {
    const [one = "", two = "", ...rest] = words;
    expect(compareWords([two, one, ...rest].join(" "), facts)).toEqual(refused("differ", 1, 2));
    expect(compareWords(words.slice(0, 11).join(" "), facts)).toEqual(refused("count"));
    expect(compareWords([...words, one].join(" "), facts)).toEqual(refused("count"));
    expect(compareWords("", facts)).toEqual(refused("count"));
    expect(compareWords(words.join(""), facts)).toEqual(refused("count"));
    expect(compareWords(words.with(2, "parley").join(" "), facts)).toEqual(
      refused("unknown-word", 3),
    );
    // The first four letters name a word, but nobody guesses what was meant.
    expect(compareWords(words.with(0, one.slice(0, 3)).join(" "), facts).ok).toBe(false);
  });

  it("[ENROL-1] are compared whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (heard) => {
        expect(compareWords(heard, facts).ok).toBe(false);
      }),
    );
    for (const sentence of Object.values(WORDS_REFUSALS)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
