import { hands } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { consultations, gone, link, note, noteTexts, PATIENCE } from "../../e2e/screen.ts";
import { DeskPair } from "../../harness/desk-pair.ts";
import { MAY_MOUNT } from "../../harness/may-mount.ts";
import { mountSmallDisk, type SmallDisk } from "../../harness/small-disk.ts";

const FULL = "This device cannot store anything now";
const UNSENT = /^This device could not store it, so nothing was sent/;

describe.runIf(MAY_MOUNT)("a disk without room in the middle of a story", () => {
  let pair: DeskPair;
  let disk: SmallDisk | null = null;

  beforeAll(async () => {
    pair = await DeskPair.meet({
      atPlace: (place) => {
        disk = mountSmallDisk(place.profile, 128);
      },
    });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pair?.scene.tellTrouble(task.name);
  });

  afterAll(async () => {
    await pair?.alfa.kill();
    disk?.remove();
    await pair?.close();
  });

  it("[OUTBOX-1] an act that cannot be written is not sent, and says so; with room again it is, once", async () => {
    const { page } = pair;
    await hands.chooseOffice(page, "Bravo");
    await hands.fillNotification(page);
    await page.getByText("Saved on this device").waitFor();
    disk?.fill();
    await hands.askToSign(page);
    const sign = page.getByRole("dialog").getByRole("button", { name: "Sign and send" });
    await sign.click();
    await page.getByText(UNSENT).first().waitFor();
    expect(pair.bravo.snapshot().consultations).toEqual([]);
    disk?.makeRoom();
    await gone(page.getByText(FULL));
    if (await page.getByRole("dialog").isHidden()) await hands.askToSign(page);
    await hands.sign(page);
    await hands.readState(page, "Delivered");
    expect(pair.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
    expect(await consultations(page).count()).toBe(1);
  });

  it("[OUTBOX-1] [INBOX-1] payloads and keys that come meanwhile are there once there is room, and nothing was graded before", async () => {
    const { page } = pair;
    disk?.fill();
    await pair.say("Came while the disk was full.");
    await page.getByText(FULL).waitFor();
    await page.getByText(/Make room on the disk; Parley goes on by itself/).waitFor();
    // The machine writes on that disk, too, and rests.
    await link(page, "Not connected").waitFor();
    // With the opening comes a key that the machine has to keep.
    await pair.openFurther();
    await page.getByRole("textbox", { name: "Note" }).fill("Typed while the disk was full.");
    await page.getByRole("button", { name: /^(Send note|Add to outbox)/ }).click();
    await page.getByText(UNSENT).waitFor();
    expect(await noteTexts(page)).toEqual([]);
    expect(await consultations(page).count()).toBe(1);
    const last = pair.bravo
      .snapshot()
      .consultations.flatMap(({ entries }) => entries)
      .find((entry) => entry.kind === "note" && entry.body === "Came while the disk was full.");
    expect(last).toMatchObject({ delivery: { state: "sent" } });

    disk?.makeRoom();
    await note(page, "Came while the disk was full.").waitFor();
    await gone(page.getByText(FULL));
    await expect.poll(() => consultations(page).count(), PATIENCE).toBe(2);
    expect(await page.getByRole("textbox", { name: "Note" }).inputValue()).toBe(
      "Typed while the disk was full.",
    );
    await page.getByRole("button", { name: /^(Send note|Add to outbox)/ }).click();
    await note(page, "Typed while the disk was full.")
      .getByText(/^Delivered/)
      .waitFor();
    const texts = await noteTexts(page);
    expect(texts.at(-1)).toBe("Typed while the disk was full.");
    expect(new Set(texts).size).toBe(texts.length);
    await pair.alfa.close();
    pair.alfa = await pair.scene.unlock("XA");
    await expect.poll(() => consultations(pair.page).count(), PATIENCE).toBe(2);
  });
});
