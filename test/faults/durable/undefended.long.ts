import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { randomOf } from "../../harness/seeds.ts";
import { playKills } from "./story.ts";

const server = homeserverOfFile();

describe("kills of a process, undefended", () => {
  it("a device whose keys are written from time to time, as a snapshot, cannot go on", async () => {
    const amiss = await playKills(server(), { kills: 8, keysOf: "round" }, randomOf(2));
    console.log(amiss.join("\n"));
    expect(amiss.join("\n")).toMatch(
      /key uploads refused|never came to Alfa|Bravo has not|Bravo cannot read|devices:/,
    );
  });
});
