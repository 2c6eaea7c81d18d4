/**
 * Every attack once more, with the defence that stands in its way taken out: it has to work then, so that the attack is
 * shown to be one and the defence to be what stops it.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenClaims } from "./broken-claims.ts";
import { Theatre } from "./stage.ts";
import { TOPICS } from "./topics.ts";

let theatre: Theatre;

beforeAll(async () => {
  theatre = await Theatre.open();
});

afterAll(() => theatre.close());

describe("against the client", () => {
  for (const attack of TOPICS.flatMap(({ attacks }) => attacks.filter(({ long }) => long === true)))
    it(`at length: ${attack.attacker}`, async () => {
      expect(await brokenClaims(theatre, attack, "whole")).toEqual([]);
    });
});

describe.each(TOPICS)("without the defence: $topic", ({ attacks }) => {
  for (const attack of attacks)
    it(`${attack.attacker}; not stopped by: ${attack.defence.is}`, async () => {
      const broken = await brokenClaims(theatre, attack, "undefended");
      console.log(broken.map(({ says }) => `no longer so: ${says}`).join("\n"));
      expect(broken).not.toEqual([]);
    });
});
