import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenClaims } from "./broken-claims.ts";
import { Theatre } from "./stage.ts";
import { TOPICS } from "./topics.ts";

let theatre: Theatre;

beforeAll(async () => {
  theatre = await Theatre.open();
});

afterAll(() => theatre.close());

describe.each(TOPICS)("against the client: $topic", ({ attacks }) => {
  for (const attack of attacks.filter(({ long }) => long !== true)) {
    const rules = attack.rules.map((rule) => `[${rule}]`).join(" ");
    it(`${rules} ${attack.attacker}`, async () => {
      expect(await brokenClaims(theatre, attack, "whole")).toEqual([]);
    });
  }
});
