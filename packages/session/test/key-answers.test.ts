import type { DeviceId, UserId } from "@parley/base";
import { describe, expect, it } from "vitest";
import { KeyAnswers } from "../src/key-answers.ts";

const BRAVO = "@bravo:hs.test" as UserId;
const LISTED = {
  user: BRAVO,
  device: { id: "B" as DeviceId, ed25519: "e", curve25519: "c", act: "", seal: "" },
};

function device(ed25519: string, curve25519: string): object {
  return {
    user_id: BRAVO,
    device_id: "B",
    keys: { "ed25519:B": ed25519, "curve25519:B": curve25519 },
  };
}

function answer(devices: object): { readonly device_keys: object; readonly failures: object } {
  return { device_keys: { [BRAVO]: devices }, failures: {} };
}

const TRUE = answer({ B: device("e", "c"), STRAY: device("x", "y") });
const FALSE = answer({ B: device("e", "other"), STRAY: device("x", "y") });
const WITHOUT = answer({ STRAY: device("x", "y") });

describe("what a server answers about keys", () => {
  it("[TRUST-1] other keys than the listed ones are not learned, and that they were shown is known", () => {
    const answers = new KeyAnswers();
    answers.list([LISTED]);
    expect(answers.read(FALSE)).toEqual(WITHOUT);
    expect(answers.showsOthers(LISTED)).toBe(true);
    for (const keys of [{}, { B: null }, { B: { keys: "e" } }, { B: { keys: {} } }])
      expect(answers.read(answer(keys))).toEqual(answer({}));
    expect(answers.read(TRUE)).toEqual(TRUE);
    expect(answers.showsOthers(LISTED)).toBe(false);
  });

  it("[TRUST-1] what the machine learned before the listing is forgotten, and the listed keys are learned after", () => {
    const answers = new KeyAnswers();
    expect(answers.read(FALSE)).toEqual(FALSE);
    answers.list([LISTED]);
    answers.saw(["other-keys"]);
    expect(answers.read(TRUE)).toEqual(WITHOUT);
    answers.saw(["nothing"]);
    expect(answers.read(TRUE)).toEqual(TRUE);
  });

  it("[TRUST-1] a machine that holds the listed keys is not made to forget them", () => {
    const answers = new KeyAnswers();
    answers.list([LISTED]);
    answers.saw(["listed-keys"]);
    expect(answers.read(FALSE)).toEqual(FALSE);
  });

  it("[TRUST-1] answers of any other form pass as they came", () => {
    const answers = new KeyAnswers();
    answers.list([LISTED]);
    for (const odd of [{}, { device_keys: null }, { device_keys: { [BRAVO]: 1 } }])
      expect(answers.read(odd)).toEqual(odd);
  });
});
