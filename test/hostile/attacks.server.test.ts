import { afterAll, beforeAll, describe, it } from "vitest";
import type { Attack } from "./attack.ts";
import { Theatre } from "./stage.ts";
import { TOPICS } from "./topics.ts";

let theatre: Theatre;

beforeAll(async () => {
  theatre = await Theatre.open();
});

afterAll(() => theatre.close());

/** After the attack every claim holds. */
async function fails(attack: Attack): Promise<void> {
  const stage = await theatre.stage(null);
  try {
    for (const claim of await attack.play(stage)) {
      try {
        await claim.holds();
      } catch (cause) {
        throw new Error(`it is not so that ${claim.says}`, { cause });
      }
    }
  } finally {
    await stage.close();
  }
}

describe.each(TOPICS)("against the client: $topic", ({ attacks }) => {
  for (const attack of attacks) {
    const rules = attack.rules.map((rule) => `[${rule}]`).join(" ");
    it(`${rules} ${attack.attacker}`, () => fails(attack));
  }
});
