import { describe, expect, it } from "vitest";
import { parseArguments, refusalSentence, type ArgumentRefusal } from "../src/arguments.ts";

const parse = (...given: readonly string[]): unknown => {
  const parsed = parseArguments(given, "/home/alfa");
  return parsed.ok ? parsed.value : parsed.refusal;
};

describe("the command line", () => {
  it("asks for the exercise with windows and the usual folder", () => {
    expect(parse()).toEqual({
      ask: "run",
      story: null,
      enrolled: false,
      out: "/home/alfa/demo-output",
    });
  });

  it.each([
    [["--headless"], { story: "consultation" }],
    [["--story", "directory"], { story: "directory" }],
    [["--headless", "--story=directory"], { story: "directory" }],
    [["--story=consultation"], { story: "consultation" }],
    [["--enrolled"], { enrolled: true }],
    [["--out", "there"], { out: "/home/alfa/there" }],
    [["--out=/tmp/there", "--headless"], { story: "consultation", out: "/tmp/there" }],
  ])("reads %o", (given, expected) => {
    const usual = { ask: "run", story: null, enrolled: false, out: "/home/alfa/demo-output" };
    expect(parse(...given)).toEqual({ ...usual, ...expected });
  });

  it("asks for help, whatever follows", () => {
    expect([parse("--help"), parse("--headless", "-h", "more")]).toEqual([
      { ask: "help" },
      { ask: "help" },
    ]);
  });

  it.each<[readonly string[], ArgumentRefusal]>([
    [["--headles"], { reason: "unknown", argument: "--headles" }],
    [["there"], { reason: "unknown", argument: "there" }],
    [["--headless=yes"], { reason: "unknown", argument: "--headless=yes" }],
    [["--out"], { reason: "no-folder" }],
    [["--out="], { reason: "no-folder" }],
    [["--out", "--headless"], { reason: "no-folder" }],
    [["--enrolled=yes"], { reason: "unknown", argument: "--enrolled=yes" }],
    [["--story"], { reason: "no-story", given: null }],
    [["--story", "tragedy"], { reason: "no-story", given: "tragedy" }],
    [["--story=directory", "--story=directory"], { reason: "twice", option: "--story" }],
    [["--enrolled", "--story=directory"], { reason: "story-with-enrolled" }],
    [["--headless", "--enrolled"], { reason: "story-with-enrolled" }],
    [["--headless", "--headless"], { reason: "twice", option: "--headless" }],
    [["--out", "a", "--out=b"], { reason: "twice", option: "--out" }],
  ])("refuses %o with a sentence", (given, refusal) => {
    expect(parse(...given)).toEqual(refusal);
    expect(refusalSentence(refusal)).toMatch(/^["-].{20,}\.$/);
  });
});
