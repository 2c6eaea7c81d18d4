import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  expectAdditionsNowhere,
  expectAlarmForTwoDirectories,
  expectEachOnce,
  expectHeldForSettings,
  expectInvitationsWithoutEffect,
  expectNothingForAThief,
  expectTextsHarmless,
  expectUsableInAFlood,
} from "./attacks.ts";
import { HostileDesk } from "./hostile-desk.ts";

/** The attacks follow on each other on one desk; what each left behind stands beside the next. */
describe("a desk whose homeserver is hostile", () => {
  let desk: HostileDesk;

  beforeAll(async () => {
    desk = await HostileDesk.open();
  });

  afterEach(async ({ task }) => {
    desk?.line.set(() => "pass");
    if (task.result?.state === "fail") await desk?.scene.tellTrouble(task.name);
  });

  afterAll(() => desk?.close());

  it("[INBOX-1] what syncs repeat, turn round and show under other ids stands on the screen once", async () => {
    await expect(expectEachOnce(desk)).resolves.toBeUndefined();
  });

  it("[INBOX-1] relations, redactions, reactions, unsigned data and times that a server adds show nowhere", async () => {
    await expect(expectAdditionsNowhere(desk)).resolves.toBeUndefined();
  });

  it("[INBOX-1] [LOOK-1] texts of a listed device that turn, hide, imitate or stretch what stands beside them do not", async () => {
    await expect(expectTextsHarmless(desk)).resolves.toBeUndefined();
  });

  it("[ROOM-1] a visibility or an encryption that the server rewrites holds the room, in words, and nothing leaves", async () => {
    await expect(expectHeldForSettings(desk)).resolves.toBeUndefined();
  });

  it("[TRUST-1] a thief who signs in with the owner's password reads nothing, and the owner reads that the device is there", async () => {
    await expect(expectNothingForAThief(desk)).resolves.toBeUndefined();
  });

  it("[ROOM-2] a thousand invitations leave the screen as it was, and usable", async () => {
    await expect(expectInvitationsWithoutEffect(desk)).resolves.toBeUndefined();
  });

  it("[INBOX-1] a flood of events leaves the screen usable, and is said in one line", async () => {
    await expect(expectUsableInAFlood(desk)).resolves.toBeUndefined();
  });

  it("[DIR-5] a listed device that names another directory raises an alarm in words", async () => {
    await expect(expectAlarmForTwoDirectories(desk)).resolves.toBeUndefined();
  });
});
