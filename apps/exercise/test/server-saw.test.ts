import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { protocolWords } from "../src/saw/protocol-words.ts";
import { search, type Findings } from "../src/saw/search.ts";

const CANARY = "The turbine’s controller „Müller“ was restarted";
const WORDS = ["Bravo", "Germany", "Türkiye", "early-warning", "Two or more States"];

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "parley-saw-"));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

type Value = string | Uint8Array;

function make(name: string, values: readonly Value[]): string {
  const file = path.join(dir, name);
  rmSync(file, { force: true });
  const database = new DatabaseSync(file);
  database.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, v)");
  const insert = database.prepare("INSERT INTO t (v) VALUES (?)");
  for (const value of values) insert.run(value);
  database.close();
  return file;
}

function lookIn(values: readonly Value[], inEmpty: readonly Value[] = []): Findings {
  return search({
    database: make("server.db", values),
    emptyDatabase: make("empty.db", inEmpty),
    canaries: [CANARY],
    words: WORDS,
  });
}

/** What was found in cells, without the file itself. */
function found(values: readonly Value[]): readonly string[] {
  return lookIn(values)
    .found.filter(({ readAs }) => readAs !== "file")
    .map(({ what, readAs }) => `${readAs}: ${what}`);
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("looking through a server's database", () => {
  it.each<[string, Value, string]>([
    ["plain", `x${CANARY}y`, `text: ${CANARY}`],
    ["in other letters", CANARY.toUpperCase(), `text: ${CANARY}`],
    ["decomposed", CANARY.normalize("NFD"), `text: ${CANARY}`],
    ["as a value of JSON", JSON.stringify({ a: [{ b: CANARY }] }), `text: ${CANARY}`],
    [
      "escaped in JSON",
      JSON.stringify({ a: CANARY }).replaceAll(/[^ -~]/g, (sign) => {
        return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
      }),
      `json: ${CANARY}`,
    ],
    ["as a key of JSON", `{${JSON.stringify(CANARY)}: 1}`, `text: ${CANARY}`],
    [
      "in JSON in JSON",
      JSON.stringify({ a: JSON.stringify({ b: base64(CANARY) }) }),
      `base64: ${CANARY}`,
    ],
    ["as a blob", Buffer.from(`\0${CANARY}`), `text: ${CANARY}`],
    ["as a blob of JSON", Buffer.from(JSON.stringify({ a: CANARY })), `text: ${CANARY}`],
    ["as a blob of UTF-16", Buffer.from(CANARY, "utf16le"), `utf-16: ${CANARY}`],
    ["in base64", base64(CANARY), `base64: ${CANARY}`],
    ["in base64url", Buffer.from(CANARY).toString("base64url"), `base64: ${CANARY}`],
    ["in base64 behind other signs", `ab/${base64(CANARY)}`, `base64: ${CANARY}`],
    ["percent-escaped", `/path/${encodeURIComponent(CANARY)}`, `percent: ${CANARY}`],
  ])("finds a canary %s", (_, planted, expected) => {
    expect(found(["before", planted, "after"])).toEqual([expected]);
  });

  it.each<[string, string]>([
    ["Bravo", "Bravo"],
    ["to Bravo, from", "Bravo"],
    ["GERMANY", "Germany"],
    ["chat.germany/x", "Germany"],
    ["early-warning", "early-warning"],
    ["türkiye", "Türkiye"],
    ["two or more states", "Two or more States"],
  ])("finds a whole word in %s", (text, word) => {
    expect(found([text])).toEqual([`text: ${word}`]);
  });

  it.each(["bravo", "Bravos", "Bravo_1", "germanys", "a_germany", "early-warnings", "states"])(
    "takes %s for no word of the list",
    (text) => {
      expect(found([text])).toEqual([]);
    },
  );

  it("does not take letters within long base64 for a word, and still reads what it holds", () => {
    const random = "Qx7".repeat(8);
    expect(found([`${random}/Germany/${random}`])).toEqual([]);
    expect(found([base64(`${"0".repeat(30)} Germany ${"0".repeat(30)}`)])).toEqual([
      "base64: Germany",
    ]);
  });

  it("tells apart what an empty server also holds, cell by cell, and never a canary", () => {
    const schema = "tables for Germany";
    const { found, alsoInAnEmptyServer } = lookIn(
      [schema, "Germany again", CANARY],
      [schema, CANARY],
    );
    expect(alsoInAnEmptyServer.map(({ what }) => what)).toEqual(["Germany"]);
    expect(found.map(({ what, readAs }) => [what, readAs])).toEqual([
      ["Germany", "text"],
      [CANARY, "text"],
      [CANARY, "file"],
    ]);
  });

  it("finds in the file what was deleted from its table", () => {
    const file = make("server.db", ["one", CANARY, "two"]);
    const database = new DatabaseSync(file);
    database.exec("PRAGMA secure_delete = OFF; DELETE FROM t WHERE id = 2");
    database.close();
    const { found } = search({
      database: file,
      emptyDatabase: make("empty.db", []),
      canaries: [CANARY],
      words: WORDS,
    });
    expect(found).toEqual([{ what: CANARY, table: "", column: "", readAs: "file" }]);
  });
});

describe("the words of the protocol", () => {
  it("hold every State's name, codes and labels, and none too short", () => {
    const words = protocolWords();
    expect(words).toEqual(
      expect.arrayContaining([
        "Alfa",
        "Bravo",
        "Germany",
        "technical",
        "early-warning",
        "Early warning",
        "checkpoint",
        "passed-on",
        "drinking-water",
      ]),
    );
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => word.length < 4)).toEqual([]);
  });
});
