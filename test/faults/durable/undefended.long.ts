import { describe, expect, it } from "vitest";
import { homeserverOfFile } from "../../harness/homeserver-of-file.ts";
import { randomOf } from "../../harness/seeds.ts";
import { playKills } from "./story.ts";

const server = homeserverOfFile();

describe("kills of a process, undefended", () => {
  it("a device that writes its keys after it has used them cannot go on", async () => {
    const amiss = await playKills(server(), { kills: 8, keysLate: 400 }, randomOf(2));
    console.log(amiss.join("\n"));
    expect(amiss.join("\n")).toMatch(
      /key uploads refused|never came to Alfa|Bravo has not|Bravo cannot read|devices:/,
    );
  });
});
