import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { randomOf } from "../../harness/seeds.ts";
import { playServiceKills } from "./story.ts";

const server = homeserverOfFile();

describe("kills of the service, undefended", () => {
  it("a service whose keys are written from time to time, as a snapshot, cannot go on", async () => {
    const plan = { kills: 8, keysOf: "serving" } as const;
    const amiss = await playServiceKills(server(), plan, randomOf(2));
    console.log(amiss.join("\n"));
    expect(amiss.join("\n")).toMatch(/key uploads refused|everybody has the newest log/);
  });
});
