import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { openExerciseFile, parseExerciseFile } from "../src/main/exercise-file.ts";
import { folder } from "./folder.ts";

const good = {
  homeserver: "http://127.0.0.1:8008/",
  root: '{"root":1}',
  account: "@k7f3q:localhost",
  password: "secret",
  request: "/tmp/x/request.json",
  log: "/tmp/x/log.json",
};
const parse = (change: object): ReturnType<typeof parseExerciseFile> =>
  parseExerciseFile(JSON.stringify({ ...good, ...change }));

describe("the exercise file", () => {
  it("reads its six texts, and keeps its paths from the window", () => {
    expect(parse({})).toEqual({
      ok: true,
      value: {
        window: {
          homeserver: good.homeserver,
          root: good.root,
          account: good.account,
          password: good.password,
        },
        origin: "http://127.0.0.1:8008",
        request: good.request,
        log: good.log,
      },
    });
  });

  it("refuses other shapes", () => {
    expect(parseExerciseFile("{")).toMatchObject({ refusal: "not-json" });
    for (const text of ["null", "[]", '"x"', "{}"]) {
      expect(parseExerciseFile(text)).toMatchObject({ refusal: "shape" });
    }
    expect(parse({ more: 1 })).toMatchObject({ refusal: "shape" });
    expect(parse({ password: "" })).toMatchObject({ refusal: "shape" });
    expect(parse({ log: null })).toMatchObject({ refusal: "shape" });
  });

  it.each([
    "http://example.org",
    "ftp://127.0.0.1",
    "https://user:pw@example.org",
    "https://example.org?x",
    "https://example.org#x",
    "javascript:alert(1)",
    "example.org",
    "http://127.0.0.1.example.org",
  ])("refuses the homeserver %s", (homeserver) => {
    expect(parse({ homeserver })).toMatchObject({ ok: false, refusal: "homeserver" });
  });

  it("takes https anywhere, and http on this machine", () => {
    for (const homeserver of [
      "https://example.org",
      "http://localhost:1",
      "http://[::1]:1",
      "https://example.org/path",
    ]) {
      expect(parse({ homeserver })).toMatchObject({ ok: true });
    }
  });

  it.each(["", "k7f3q", "@k7f3q", "k7f3q:localhost", "@A B:localhost"])(
    "refuses the account %j",
    (account) => {
      expect(parse({ account }).ok).toBe(false);
    },
  );

  it.each([
    { request: "request.json" },
    { log: "./log.json" },
    { log: "/tmp/x/../log.json" },
    { log: "/tmp/x/" },
    { log: "/tmp/\0x" },
    { log: good.request },
  ])("refuses the paths %j", (paths) => {
    expect(parse(paths)).toMatchObject({ ok: false, refusal: "paths" });
  });

  it("refuses what cannot be read, is too large or no text", () => {
    const at = folder();
    expect(openExerciseFile(path.join(at, "none"))).toMatchObject({ refusal: "unreadable" });
    expect(openExerciseFile(at)).toMatchObject({ refusal: "unreadable" });
    const file = path.join(at, "exercise.json");
    writeFileSync(file, "x".repeat(200_000));
    expect(openExerciseFile(file)).toMatchObject({ refusal: "too-large" });
    writeFileSync(file, Buffer.from([0xff, 0xfe]));
    expect(openExerciseFile(file)).toMatchObject({ refusal: "not-json" });
    writeFileSync(file, JSON.stringify(good));
    expect(openExerciseFile(file).ok).toBe(true);
  });
});
