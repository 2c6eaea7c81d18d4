import { accept, refuse, type Result } from "@parley/base";
import { describe, expect, it } from "vitest";
import { hearWords } from "../src/terminal-officer.ts";

const WORDS = "one two three four five six seven eight nine ten eleven twelve";

/** What a person types, line by line; then nobody is there. Answers what was compared and what was said. */
async function play(
  lines: readonly string[],
  admit: (heard: string) => Result<void, { readonly text: string }>,
): Promise<{ admitted: boolean; compared: readonly string[]; said: readonly string[] }> {
  const rest = [...lines];
  const compared: string[] = [];
  const said: string[] = [];
  const admitted = await hearWords(
    {
      name: "Alfa, Technical PoC",
      admit: (heard) => {
        compared.push(heard);
        return Promise.resolve(admit(heard));
      },
    },
    {
      say: (line) => said.push(line),
      ask: () => Promise.resolve(rest.shift() ?? null),
    },
  );
  return { admitted, compared, said };
}

const anything = (): Result<void, { readonly text: string }> => accept(undefined);

describe("[ENROL-1] the officer at the terminal", () => {
  it.each([
    ["typed in one line", [WORDS]],
    ["in several lines", ["one two three", "four five six seven eight nine ten", "eleven twelve"]],
    [
      "copied with the numbers beside them",
      [
        "1 one 2 two 3. three 4 four 5 five 6 six",
        "7) seven 8 eight 9 nine 10 ten 11 eleven 12 twelve",
      ],
    ],
    ["after an empty line", ["", WORDS]],
  ])("takes words %s", async (_, lines) => {
    const { admitted, compared, said } = await play(lines, anything);
    expect([admitted, compared]).toEqual([true, [WORDS]]);
    expect(said.at(-1)).toBe("The words are the same. Alfa, Technical PoC is admitted.");
  });

  it("says why words do not admit, and asks again", async () => {
    const heard = WORDS.replace("three", "tree");
    const { admitted, compared, said } = await play([heard, WORDS], (words) =>
      words === WORDS ? accept(undefined) : refuse({ text: "It is about word 3." }),
    );
    expect([admitted, compared]).toEqual([true, [heard, WORDS]]);
    expect(said[1]).toBe("Not admitted. It is about word 3.");
    expect(said.join()).not.toContain("three");
  });

  it("compares what ends early, so that it is refused by count", async () => {
    const { compared, said } = await play(["one two", ""], () =>
      refuse({ text: "There are not twelve words." }),
    );
    expect(compared).toEqual(["one two"]);
    expect(said[1]).toBe("Not admitted. There are not twelve words.");
  });

  it("admits nobody when the person at the terminal leaves", async () => {
    const { admitted, compared } = await play(["one two"], anything);
    expect([admitted, compared]).toEqual([false, []]);
  });
});
