import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DeskPair } from "../harness/desk-pair.ts";
import { stepPageClock } from "../harness/page-clock.ts";
import { lineComesBack, note, PATIENCE, writeNote } from "./screen.ts";

const HOUR = 3_600_000;
const TITLE = "Sending is held: your directory is more than 72 hours old";

describe("[DIR-3] a directory that nobody has dated for three days", () => {
  let pair: DeskPair;

  beforeAll(async () => {
    pair = await DeskPair.meet();
    await pair.consult();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pair?.scene.tellTrouble(task.name);
  });

  afterAll(() => pair?.close());

  it("holds what is sent, says since when, and shows everybody as what they were listed as", async () => {
    const { page } = pair;
    await stepPageClock(page, 73 * HOUR);
    await lineComesBack(pair);
    const hold = page.locator("[data-hold]");
    await hold.getByRole("heading", { name: TITLE }).waitFor();
    await page.getByText("Your directory is old", { exact: true }).waitFor();
    await writeNote(page, "Are you there?");
    await note(page, "Are you there?")
      .getByText(/^Held on this device/)
      .waitFor();
    expect(pair.notes()).toEqual([]);
    await page.getByRole("button", { name: "Verified" }).first().waitFor();
    // With a notice above it the page still shows where to write: only the log scrolls.
    const main = page.locator("#main");
    expect(await main.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThan(2);
  });

  it("goes on where a person decides so, in this consultation, and what waited is delivered", async () => {
    const { page } = pair;
    await page
      .locator("[data-hold]")
      .getByRole("button", { name: /^Go on/ })
      .click();
    await note(page, "Are you there?")
      .getByText(/^Delivered/)
      .waitFor();
    await expect.poll(() => pair.notes(), PATIENCE).toEqual(["Are you there?"]);
    expect(await page.locator("[data-hold]").count()).toBe(0);
    // The decision is for what is open here; that the directory is old is said all the same.
    await page.getByText("Your directory is old", { exact: true }).waitFor();
  });
});
