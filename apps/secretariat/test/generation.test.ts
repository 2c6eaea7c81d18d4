import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areNewest,
  raisesOf,
  readWitness,
  writeWitness,
  type Generations,
} from "../src/service/generation.ts";
import { tempFolder } from "./temp-folder.ts";

const NONE: Generations = { keys: 0, store: 0, witness: 0 };
const ALL = 4;

/** What stands at the three places after so many writes of one start. */
function started(found: Generations, writes: number): Generations {
  return raisesOf(found)
    .slice(0, writes)
    .reduce((at, { place, to }) => ({ ...at, [place]: to }), found);
}

const starts = fc.array(fc.integer({ min: 0, max: ALL }), { maxLength: 12 });
const after = (writes: readonly number[]): Generations => writes.reduce(started, NONE);

describe("the generation of the stores", () => {
  it("[ACT-6] is gone on with after ends in the midst of any number of starts", () => {
    fc.assert(fc.property(starts, (writes) => areNewest(after(writes))));
  });

  it("[ACT-6] gives every older copy away, of keys or store or both, that was put back", () => {
    const places = fc.constantFrom<readonly (keyof Generations)[]>(
      ["store"],
      ["keys"],
      ["store", "keys"],
      ["keys", "witness"],
    );
    fc.assert(
      fc.property(starts, starts, places, (before, between, parts) => {
        const copy = started(after(before), ALL);
        const now = started(between.reduce(started, copy), ALL);
        const put = Object.fromEntries(parts.map((part) => [part, copy[part]]));
        return areNewest(now) && !areNewest({ ...now, ...put });
      }),
    );
  });

  it("is 0 where nothing was written yet, and nothing where the file says nothing", () => {
    const file = path.join(folder(), "service.generation");
    expect(readWitness(file)).toBe(0);
    writeWitness(file, 17);
    expect(readWitness(file)).toBe(17);
    for (const text of ["", "-1", "seventeen", "1e3"]) {
      writeFileSync(file, text);
      expect(readWitness(file)).toBeNull();
    }
  });
});

const folder = tempFolder();
