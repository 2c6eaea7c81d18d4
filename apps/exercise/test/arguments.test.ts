import { describe, expect, it } from "vitest";
import { parseArguments, refusalSentence, type ArgumentRefusal } from "../src/arguments.ts";

const parse = (...given: readonly string[]): unknown => {
  const parsed = parseArguments(given, "/home/alfa");
  return parsed.ok ? parsed.value : parsed.refusal;
};

describe("the command line", () => {
  it("asks for the exercise with windows and the usual folder", () => {
    expect(parse()).toEqual({ ask: "run", headless: false, out: "/home/alfa/demo-output" });
  });

  it.each([
    [["--headless"], { headless: true, out: "/home/alfa/demo-output" }],
    [["--out", "there"], { headless: false, out: "/home/alfa/there" }],
    [["--out=/tmp/there", "--headless"], { headless: true, out: "/tmp/there" }],
  ])("reads %o", (given, expected) => {
    expect(parse(...given)).toEqual({ ask: "run", ...expected });
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
    [["--headless", "--headless"], { reason: "twice", option: "--headless" }],
    [["--out", "a", "--out=b"], { reason: "twice", option: "--out" }],
  ])("refuses %o with a sentence", (given, refusal) => {
    expect(parse(...given)).toEqual(refusal);
    expect(refusalSentence(refusal)).toMatch(/^["-].{20,}\.$/);
  });
});
