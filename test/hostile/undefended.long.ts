/**
 * Every attack once more, with the defence that stands in its way taken out: it has to work then, so that the attack is
 * shown to be one and the defence to be what stops it.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attack } from "./attack.ts";
import { Theatre } from "./stage.ts";
import { TOPICS } from "./topics.ts";

let theatre: Theatre;

beforeAll(async () => {
  theatre = await Theatre.open();
});

afterAll(() => theatre.close());

/** What is no longer true after the attack. */
async function broken({ play, defence }: Attack): Promise<readonly string[]> {
  const stage = await theatre.stage(defence);
  try {
    const claims = await play(stage);
    // What does not come is waited for in vain here.
    stage.patience = 10_000;
    const outcomes = await Promise.all(
      claims.map(async ({ says, holds }) => {
        try {
          await holds();
          return [];
        } catch {
          return [says];
        }
      }),
    );
    return outcomes.flat();
  } finally {
    await stage.close();
  }
}

describe.each(TOPICS)("without the defence: $topic", ({ attacks }) => {
  for (const attack of attacks)
    it(`${attack.attacker}; not stopped by: ${attack.defence.is}`, async () => {
      const claims = await broken(attack);
      console.log(claims.map((says) => `no longer so: ${says}`).join("\n"));
      expect(claims).not.toEqual([]);
    });
});
