import { hands } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { consultations, log, note, noteTexts, PATIENCE, writeNote } from "../../e2e/screen.ts";
import { DeskPair } from "../../harness/desk-pair.ts";
import { whileKeyIsOnItsWay } from "../../harness/key-share.ts";
import { stepPageClock } from "../../harness/page-clock.ts";
import { watchWords, wordsSeen } from "../../harness/screen-words.ts";

const HOUR = 3_600_000;

describe("a computer whose clock is set while Parley runs", () => {
  let pair: DeskPair;

  beforeAll(async () => {
    pair = await DeskPair.meet();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pair?.scene.tellTrouble(task.name);
  });

  afterAll(() => pair?.close());

  it("[OUTBOX-1] five seconds back while a room key is on its way: the session is replaced, the opening arrives once", async () => {
    const { page, line } = pair;
    await watchWords(page, ["Being sent", "Connecting", "Connected", "Sent ", "Delivered to"]);
    const stepped = whileKeyIsOnItsWay(line, () => stepPageClock(page, -5_000));
    await pair.sign();
    await stepped;
    await writeNote(page, "Written while the machine hangs.");
    await log(page).getByText("Being sent").waitFor();
    await note(page, "Written while the machine hangs.")
      .getByText("Queued on this device")
      .waitFor();
    await hands.readState(page, "Delivered");
    await note(page, "Written while the machine hangs.")
      .getByText(/^Delivered/)
      .waitFor();
    // The machine hung, and nothing said that it had been sent before a new session sent it.
    expect(pair.alfa.said).toContain("RuntimeError: unreachable");
    expect([...new Set(await wordsSeen(page))]).toEqual([
      "Connected",
      "Being sent",
      "Connecting",
      "Sent ",
      "Delivered to",
    ]);
    await pair.say("Answered after the step.");
    await note(page, "Answered after the step.").waitFor();
    expect(pair.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
    expect(pair.notes()).toEqual(["Written while the machine hangs.", "Answered after the step."]);
    expect(await noteTexts(page)).toEqual(pair.notes());
    expect(await consultations(page).count()).toBe(1);
  });

  it("[OUTBOX-1] hours back while nothing is on its way: no wait is stretched", async () => {
    const { page, line } = pair;
    const isSend = (path: string): boolean => path.includes("/send/m.room.encrypted/");
    const before = line.requests.length;
    line.set((request) => (isSend(request.path) ? "cut" : "pass"));
    await writeNote(page, "Before the clock went back.");
    // It was tried in vain, so that a wait is running.
    await expect
      .poll(() => line.requests.slice(before).some(({ path }) => isSend(path)), PATIENCE)
      .toBe(true);
    await note(page, "Before the clock went back.").getByText("Queued on this device").waitFor();
    await stepPageClock(page, -7 * HOUR);
    await writeNote(page, "After the clock went back.");
    line.set(() => "pass");
    for (const text of ["Before the clock went back.", "After the clock went back."])
      await note(page, text)
        .getByText(/^Delivered/)
        .waitFor();
    await pair.say("Read on a clock that went back.");
    await note(page, "Read on a clock that went back.").waitFor();
    await expect.poll(() => noteTexts(page), PATIENCE).toEqual(pair.notes());
    expect(new Set(pair.notes()).size).toBe(5);
  });
});
