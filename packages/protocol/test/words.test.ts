import { utf8Length } from "@parley/base";
import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  composeAct,
  EXERCISE_STATES,
  FALLBACK_BYTES,
  fallbackText,
  isExerciseState,
  LANGUAGES,
  PARTICIPATING_STATES,
  PHRASE_CODES,
  RSIT,
  rsitType,
  sectorLabel,
  SECTORS_EXTRA,
  SECTORS_NIS2,
  STANDARD_PHRASES,
  stateByCode,
} from "../src/index.ts";
import { ACK, EARLY_WARNING, envelope, following, HASH, keysOf, opening } from "./sample.ts";

beforeAll(ready);

describe("fallback text", () => {
  it("[ACT-1] says a notification in plain English, with its phrases", () => {
    const text = fallbackText(opening(keysOf(1).id));
    for (const part of [
      "EXERCISE EXERCISE EXERCISE",
      "TLP:AMBER+STRICT",
      "To: Bravo",
      "Incident notification: Early warning",
      "Distributed Denial of Service",
      "Observed: Traffic above 400 Gbit/s towards two operators.",
      "does not attribute responsibility to any State",
    ])
      expect(text).toContain(part);
  });

  it("[ACT-1] says a reply with the reservation that concedes nothing", () => {
    const text = fallbackText(composeAct(ACK, following(keysOf(1).id, HASH)));
    expect(text).toContain("Reply: Acknowledgement of receipt");
    expect(text).toContain("does not indicate concurrence");
  });

  it("[ACT-1] keeps to 2,048 bytes and stays whole text", () => {
    const fields = { ...EARLY_WARNING, summary: "😀".repeat(1_000) };
    const text = fallbackText(composeAct({ kind: "T02", fields }, envelope(keysOf(1).id)));
    expect(utf8Length(text)).toBeLessThanOrEqual(FALLBACK_BYTES);
    expect(utf8Length(text)).toBeGreaterThan(FALLBACK_BYTES - 8);
    expect(text).toMatch(/😀…$/u);
  });

  it("[ACT-1] names the kind where it cannot read the fields", () => {
    const act = { ...opening(keysOf(1).id), kind: "T01" as const, f: {} };
    expect(fallbackText(act)).toContain("Act: T01");
  });
});

describe("code lists", () => {
  it("[CODE-1] hold 57 participating and 26 exercise States, each code once", () => {
    expect([PARTICIPATING_STATES.length, EXERCISE_STATES.length]).toEqual([57, 26]);
    const codes = [...PARTICIPATING_STATES, ...EXERCISE_STATES].map((one) => one.code);
    expect(new Set(codes).size).toBe(83);
    expect(EXERCISE_STATES.every((one) => isExerciseState(one.code))).toBe(true);
    expect(PARTICIPATING_STATES.some((one) => isExerciseState(one.code))).toBe(false);
    expect([stateByCode("XA")?.name, stateByCode("AT")?.name, stateByCode("ZZ")]).toEqual([
      "Alfa",
      "Austria",
      null,
    ]);
  });

  it("[CODE-1] name a time zone that exists for every State", () => {
    for (const { timeZone } of [...PARTICIPATING_STATES, ...EXERCISE_STATES])
      expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
  });

  it("[CODE-1] hold the RSIT whole: 11 classes, 39 types", () => {
    expect([RSIT.length, RSIT.flatMap((one) => one.types).length]).toEqual([11, 39]);
    expect(rsitType("availability", "ddos")?.label).toBe("Distributed Denial of Service");
    expect(rsitType("fraud", "ddos")).toBeNull();
  });

  it("[CODE-1] hold the sectors of NIS2 and eight more, each code once", () => {
    expect([SECTORS_NIS2.length, SECTORS_EXTRA.length]).toEqual([18, 8]);
    expect(new Set([...SECTORS_NIS2, ...SECTORS_EXTRA].map((one) => one.code)).size).toBe(26);
    expect([sectorLabel("energy"), sectorLabel("constructor")]).toEqual(["Energy", null]);
  });

  it("[CODE-1] hold every standard phrase in the six official languages", () => {
    expect([...LANGUAGES].sort()).toEqual(["de", "en", "es", "fr", "it", "ru"]);
    for (const code of PHRASE_CODES)
      for (const language of LANGUAGES)
        expect(STANDARD_PHRASES[code][language].length).toBeGreaterThan(20);
  });
});
