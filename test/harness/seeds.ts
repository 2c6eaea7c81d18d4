import fc from "fast-check";

/** One run of a test that draws its moments, orders and faults at random, and draws the same ones each time. */
export interface Seed {
  readonly number: number;
  /** `(client killed, seed 17)`: ends the title of its test, where the closing lines of a run look for it. */
  readonly label: string;
  /** A generator at its beginning; what it draws depends on the number alone. */
  random(): Random;
}

export interface Random {
  /** Each of `from` to `to`, both included, with the same probability; both safe integers. */
  integer(from: number, to: number): number;
  /** One of several, each with the same probability. */
  pick<const T>(items: readonly [T, ...T[]]): T;
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean;
  /** The same items in another order. */
  shuffle<T>(items: readonly T[]): T[];
}

export interface Seeds {
  /** How many there are in `npm run test:long`: 1 to `all`. */
  readonly all: number;
  /** Those that run in `npm test`. */
  readonly selection: readonly number[];
}

/** Set by build/test.ts for `npm run test:long`. */
const LENGTH = "PARLEY_TEST_LENGTH";
/** Set by hand to run some seeds alone: one number, or several with commas. */
const CHOSEN = "PARLEY_SEED";

/**
 * The seeds that this run is about, for `it.for`:
 *
 *     it.for(seedsOf("client killed", { all: 50, selection: [3, 17] }))(
 *       "[INBOX-1] every act stands once $label",
 *       async (seed) => { const random = seed.random(); ... },
 *     );
 *
 * @param kind short name of what is done to the system, without brackets; the closing lines count by it
 * @param env the variables of this process, if absent
 */
export function seedsOf(
  kind: string,
  { all, selection }: Seeds,
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly Seed[] {
  return numbers(all, selection, env).map((number) => ({
    number,
    label: `(${kind}, seed ${number})`,
    random: () => randomOf(number),
  }));
}

function numbers(
  all: number,
  selection: readonly number[],
  env: Readonly<Record<string, string | undefined>>,
): readonly number[] {
  const chosen = env[CHOSEN];
  if (chosen !== undefined && chosen !== "") return chosen.split(",").map(parseSeed);
  if (env[LENGTH] === "long") return Array.from({ length: all }, (_, index) => index + 1);
  return selection;
}

function parseSeed(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${CHOSEN} holds no seed: ${text}`);
  return Number(text);
}

export function randomOf(seed: number): Random {
  // Unbiased: fast-check else prefers small values and ends of ranges. Its usual generator begins alike for seeds that
  // are neighbours.
  const how = { seed, numRuns: 1, unbiased: true, randomType: "mersenne" } as const;
  const [draw] = fc.sample(fc.gen(), how);
  if (draw === undefined) throw new Error("fast-check drew nothing");
  const integer = (from: number, to: number): number => draw(fc.integer, { min: from, max: to });
  return {
    integer,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
    chance: (percent) => integer(1, 100) <= percent,
    shuffle: (items) =>
      draw(fc.shuffledSubarray<(typeof items)[number]>, [...items], {
        minLength: items.length,
        maxLength: items.length,
      }),
  };
}
