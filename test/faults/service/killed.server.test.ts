import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { seedsOf } from "../../harness/seeds.ts";
import { playServiceKills } from "./story.ts";

const server = homeserverOfFile();

describe("the Secretariat's service, killed at any moment", () => {
  it.for(seedsOf("service killed", { all: 4, selection: [2] }))(
    "[INBOX-1] [OUTBOX-1] [DIR-5] loses nothing that was said to it, does nothing twice, and is the same device $label",
    { timeout: 600_000 },
    async (seed) => {
      const plan = { kills: 8, keysOf: "kill" } as const;
      expect(await playServiceKills(server(), plan, seed.random())).toEqual([]);
    },
  );
});
