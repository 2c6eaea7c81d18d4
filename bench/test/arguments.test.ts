import { expect, it } from "vitest";
import { helpText, parseArguments, refusalSentence } from "../arguments.ts";
import type { Bench } from "../bench.ts";

const bench = (name: string): Bench => ({ name, what: `measures ${name}`, run: async () => [] });
const ALL = [bench("send"), bench("fold")];

it("runs all, or those that are named, in the order of the list", () => {
  expect(parseArguments([], ALL)).toEqual({ ok: true, value: { ask: "run", benches: ALL } });
  expect(parseArguments(["fold", "send"], ALL)).toMatchObject({ value: { benches: ALL } });
  expect(parseArguments(["fold"], ALL)).toMatchObject({ value: { benches: [{ name: "fold" }] } });
});

it("refuses what is no bench, and says which there are", () => {
  const parsed = parseArguments(["folds"], ALL);
  expect(parsed.ok ? "" : refusalSentence(parsed.refusal, ALL)).toBe(
    '"folds" is no bench. There are: send, fold.',
  );
});

it("explains itself", () => {
  expect(parseArguments(["fold", "--help"], ALL)).toEqual({ ok: true, value: { ask: "help" } });
  expect(helpText(ALL)).toContain("  fold     measures fold");
});
