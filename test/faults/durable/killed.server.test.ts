import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { seedsOf } from "../../harness/seeds.ts";
import { playKills } from "./story.ts";

const server = homeserverOfFile();

describe("a process on stores that outlive it, killed at any moment", () => {
  it.for(seedsOf("durable process killed", { all: 5, selection: [2] }))(
    "[INBOX-1] [OUTBOX-1] [TRUST-1] is the same device, reads everything, and nothing comes twice $label",
    { timeout: 600_000 },
    async (seed) => {
      expect(await playKills(server(), { kills: 8, keysOf: "kill" }, seed.random())).toEqual([]);
    },
  );
});
