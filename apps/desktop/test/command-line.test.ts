import { describe, expect, it } from "vitest";
import {
  EXERCISE_SWITCHES,
  type KnownSwitches,
  parseCommandLine,
  RELEASE_SWITCHES,
} from "../src/main/command-line.ts";
import { switchSentence } from "../src/main/words.ts";

const parse = (
  args: readonly string[],
  known: KnownSwitches,
  windows = false,
): ReturnType<typeof parseCommandLine> => parseCommandLine(args, known, { windows });

describe("the command line", () => {
  it("takes a profile and harmless switches of Chromium", () => {
    expect(parse(["--profile", "/p", "--lang=en-GB"], RELEASE_SWITCHES)).toEqual({
      ok: true,
      value: { profile: "/p", network: null },
    });
    expect(parse(["--profile=/p=q"], RELEASE_SWITCHES)).toMatchObject({
      value: { profile: "/p=q" },
    });
  });

  it.each([
    "--remote-debugging-port=9222",
    "--remote-debugging-port",
    "-remote-debugging-port=9222",
    "---remote-debugging-port=9222",
    "--remote-debugging-pipe",
    "--inspect",
    "--inspect-brk=0",
    "--js-flags=--expose-gc",
    "--host-rules=MAP * 127.0.0.1",
    "--host-resolver-rules=MAP * 127.0.0.1",
    "--proxy-server=127.0.0.1:1",
    "--ignore-certificate-errors",
    "--disable-web-security",
    "--no-sandbox",
    "--load-extension=/x",
    "--user-data-dir=/x",
    "--enable-features=X",
    "--network",
    "--network=/f",
    "--exercise=/f",
    "--",
    "-",
  ])("a release refuses %s", (given) => {
    expect(parse([given, "/f"], RELEASE_SWITCHES)).toMatchObject({
      ok: false,
      refusal: { reason: "switch" },
    });
  });

  it("refuses what stands behind a good switch, too", () => {
    expect(parse(["--profile", "/p", "--inspect"], RELEASE_SWITCHES).ok).toBe(false);
  });

  it("counts a slash as a switch on Windows, where Chromium does", () => {
    const given = ["/remote-debugging-port=1"];
    expect(parse(given, EXERCISE_SWITCHES, true)).toMatchObject({
      refusal: { reason: "switch" },
    });
  });

  it("an exercise build takes its file and what drives a test, and nothing more", () => {
    const args = ["--no-sandbox", "--inspect=0", "--remote-debugging-port=0", "--network", "/f"];
    expect(parse(args, EXERCISE_SWITCHES)).toEqual({
      ok: true,
      value: { profile: null, network: "/f" },
    });
    expect(parse(["--exercise", "/f"], EXERCISE_SWITCHES).ok).toBe(false);
    expect(parse(["--js-flags=x"], EXERCISE_SWITCHES).ok).toBe(false);
    expect(parse(["--remote-debugging-pipe"], EXERCISE_SWITCHES).ok).toBe(false);
    expect(parse(["--inspect-brk=0"], EXERCISE_SWITCHES).ok).toBe(false);
  });

  it("refuses a value that is missing or given twice, and loose words", () => {
    for (const args of [
      ["--profile"],
      ["--profile", ""],
      ["--profile="],
      ["--profile", "--lang"],
      ["--profile", "/a", "--profile", "/b"],
    ]) {
      expect(parse(args, RELEASE_SWITCHES)).toMatchObject({
        refusal: { reason: "value" },
      });
    }
    expect(parse(["word"], RELEASE_SWITCHES)).toMatchObject({ refusal: { reason: "argument" } });
  });

  it("has a sentence for each refusal that names what was given, cut short", () => {
    for (const reason of ["switch", "argument", "value"] as const) {
      const sentence = switchSentence({ reason, given: "--this" });
      expect(sentence).toContain("--this");
      expect(sentence).toMatch(/^Parley .*\.$/);
    }
    const long = parse([`--${"x".repeat(500)}`], RELEASE_SWITCHES);
    expect(!long.ok && long.refusal.given.length).toBe(80);
  });
});
