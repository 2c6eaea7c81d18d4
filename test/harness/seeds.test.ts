import { describe, expect, it } from "vitest";
import { randomOf, seedsOf } from "./seeds.ts";

const SEEDS = { all: 50, selection: [3, 17, 29] };
const ONES = Array.from({ length: 50 }, (_, index) => index + 1);

describe("seeds", () => {
  it.each([
    ["the selection in a short run", {}, [3, 17, 29]],
    ["all in a long run", { PARLEY_TEST_LENGTH: "long" }, ONES],
    ["the one that was asked for", { PARLEY_SEED: "41" }, [41]],
    ["several that were asked for", { PARLEY_SEED: "4,2", PARLEY_TEST_LENGTH: "long" }, [4, 2]],
  ])("are %s", (_, env, expected) => {
    expect(seedsOf("client killed", SEEDS, env).map(({ number }) => number)).toEqual(expected);
  });

  it.each(["0", "x", "1;2", "-1", "1e3"])("%s is refused", (text) => {
    expect(() => seedsOf("client killed", SEEDS, { PARLEY_SEED: text })).toThrow(text);
  });

  it("draw the same from the beginning each time, and others draw something else", () => {
    const draws = (seed: number): unknown => {
      const random = randomOf(seed);
      return [
        Array.from({ length: 20 }, () => random.integer(0, 1_000_000)),
        random.shuffle(ONES),
        random.pick(["a", "b", "c"]),
      ];
    };
    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it("draw over the whole of a range, evenly", () => {
    const counts = new Map<number, number>();
    for (const seed of ONES) {
      const random = randomOf(seed);
      for (let n = 0; n < 200; n++) {
        const drawn = random.integer(-2, 7);
        counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
      }
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3, 4, 5, 6, 7]);
    // 1,000 are expected of each; five standard deviations are 150.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it("begin differently where they are neighbours", () => {
    const seeds = Array.from({ length: 200 }, (_, index) => randomOf(index + 1));
    for (let draw = 0; draw < 5; draw++) {
      const drawn = seeds.map((random) => random.integer(0, 3));
      const counts = [0, 1, 2, 3].map((value) => drawn.filter((one) => one === value).length);
      const alike = drawn.filter((one, index) => one === drawn[index - 1]).length;
      // 50 are expected of each, and 50 that are as their neighbour; five standard deviations are 31.
      for (const count of [...counts, alike]) expect(Math.abs(count - 50)).toBeLessThan(31);
    }
  });

  it("shuffle without losing or doubling anything", () => {
    const shuffled = randomOf(1).shuffle(ONES);
    expect(shuffled).not.toEqual(ONES);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(ONES);
  });

  it("name themselves so that the closing lines find them", () => {
    expect(seedsOf("client killed", SEEDS, {})[1]?.label).toBe("(client killed, seed 17)");
  });
});
