import { enrolmentWords, WORDS_REFUSALS, type EnrolmentFacts } from "@parley/directory";
import { expect } from "vitest";
import { bytes16, bytes32, SAME_IN_44_BITS } from "../../../packages/directory/test/documents.ts";
import { device, user } from "../../../packages/directory/test/sample.ts";
import type { Attack } from "../attack.ts";
import { TWELVE } from "./defences.ts";

export const SAME_FOUR: Attack = {
  attacker:
    "keys are looked for until the first four words of the attacker's device are those of the one that is expected",
  rules: ["ENROL-1"],
  defence: TWELVE,
  play: async (stage) => {
    const { checkHeard } = await stage.secretariat();
    const facts = { root: bytes32(1), ticket: bytes16(7), user: user("k7f3q") };
    const [expected, attackers] = SAME_IN_44_BITS.map((seal): EnrolmentFacts => ({
      ...facts,
      device: device(1, { seal }),
    }));
    if (expected === undefined || attackers === undefined) throw new Error("no pair");
    const { log } = stage.directory;
    const here = { ...log, root: { ...log.root, dir: facts.root } };
    // What the officer hears from the person on the nomination's number, against the device that asks.
    const heard = enrolmentWords(expected).join(" ");
    return [
      {
        says: "the pair is one: the first four words are the same",
        holds: () =>
          expect(enrolmentWords(attackers).slice(0, 4)).toEqual(heard.split(" ").slice(0, 4)),
      },
      {
        says: "the attacker's device is refused, by its later words",
        holds: () =>
          expect(checkHeard(heard, attackers, here)).toEqual({
            ok: false,
            refusal: {
              reason: "differ",
              text: `${WORDS_REFUSALS.differ} It is about word 5, 6, 7, 8, 9, 10, 11, 12.`,
            },
          }),
      },
      {
        says: "the one that is expected is not",
        holds: () =>
          expect(checkHeard(heard, expected, here)).toEqual({ ok: true, value: undefined }),
      },
    ];
  },
};
