import { expect, it } from "vitest";
import { CALLS } from "../src/contract/index.ts";

it("takes a start answer and refuses one with a field more or less", () => {
  const start = {
    version: "1",
    build: "release",
    exercise: null,
    exerciseProblem: "shape",
    keychain: "available",
  };
  expect(CALLS.start.answered(start)).toEqual({ ok: true, value: start });
  expect(CALLS.start.answered({ ...start, more: 1 }).ok).toBe(false);
  const { keychain: _, ...less } = start;
  expect(CALLS.start.answered(less).ok).toBe(false);
  expect(CALLS.start.answered({ ...start, keychain: "basic_text" }).ok).toBe(false);
});
