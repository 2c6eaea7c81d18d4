import axe from "axe-core";
import type { Client } from "@parley/client";
import { hands, technicalOffice, type DrivenClient } from "@parley/exercise";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openFaceless } from "../harness/faceless.ts";
import { Scene } from "../harness/scene.ts";
import { goHome, note, writeNote } from "./screen.ts";

/** What stands wider than the window, or axe finds serious on a screen. */
interface Faults {
  readonly wider: number;
  readonly violations: readonly string[];
}
const NONE: Faults = { wider: 0, violations: [] };

describe("every screen at 1280 by 720, held against axe's rules", () => {
  let scene: Scene;
  let alfa: DrivenClient;
  let bravo: Client;

  beforeAll(async () => {
    scene = await Scene.set({ states: ["XB"], deskClosed: true });
    await scene.exercise.openDesk(scene.place("XB"));
    bravo = await openFaceless(scene.exercise, scene.place("XB"));
    // A ticket brings the directory as of its making, and before the admission nothing more comes.
    await scene.exercise.addPlace(technicalOffice("XA", 1));
    alfa = await scene.launch("XA");
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await bravo?.close();
    await scene?.close();
  });

  it("ticket, a ticket that is none, whose it is, passphrase, words, verified", async () => {
    const { page } = alfa;
    const place = scene.place("XA");
    await page.getByRole("heading", { name: "Open your ticket", level: 1 }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await hands.openTicket(page, place.networkFile);
    await page.getByRole("alert").filter({ hasText: "This is not a ticket" }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await hands.openTicket(page, place.ticketFile);
    await page.getByRole("button", { name: "Go on with this ticket" }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await hands.goOnWithTicket(page);
    expect(await faults(page)).toEqual(NONE);
    await hands.choosePassphrase(page);
    const words = await hands.readWords(page);
    expect(await faults(page)).toEqual(NONE);
    await page.getByRole("button", { name: "Larger, on a page of its own" }).click();
    await page.getByRole("button", { name: "Back", exact: true }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await page.getByRole("button", { name: "Spell the words" }).click();
    const spelled = page.getByRole("dialog", { name: "The words, letter by letter" });
    await spelled.waitFor();
    expect(await faults(page)).toEqual(NONE);
    await spelled.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Write a draft meanwhile" }).click();
    await page.getByRole("button", { name: /^Prepare a notification/ }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await page.getByRole("button", { name: "Back to the words" }).click();
    await scene.exercise.officers.hear(place, words);
    await scene.exercise.openDesk();
    await hands.waitUntilVerified(page);
    expect(await faults(page)).toEqual(NONE);
  });

  it("home, choose, compose, the dialog before signing", async () => {
    const { page } = alfa;
    await hands.goToDesk(page);
    await hands.waitUntilListed(page);
    expect(await faults(page)).toEqual(NONE);
    await hands.chooseOffice(page, "Bravo");
    expect(await faults(page)).toEqual(NONE);
    await hands.fillNotification(page);
    await hands.readPreview(page);
    expect(await faults(page)).toEqual(NONE);
    await hands.askToSign(page);
    expect(await faults(page)).toEqual(NONE);
  });

  it("consultation, and home with one", async () => {
    const { page } = alfa;
    await hands.sign(page);
    await hands.readState(page, "Delivered");
    await writeNote(page, "A note for the picture.");
    await note(page, "A note for the picture.")
      .getByText(/^Delivered/)
      .waitFor();
    expect(await faults(page)).toEqual(NONE);
    await goHome(page);
    await page.getByRole("table").waitFor();
    expect(await faults(page)).toEqual(NONE);
  });

  it("the directory: a record with its words, one's own, the form of the card, a device that is lost", async () => {
    const { page } = alfa;
    const record = page.getByRole("region", { name: "Record" });
    await page.getByRole("link", { name: /^Directory/ }).click();
    await record.getByRole("button", { name: "Confirm record" }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await page.getByRole("link", { name: /^Bravo, Technical PoC/ }).click();
    await record.getByRole("button", { name: "Show words Device 1" }).click();
    await record.getByRole("list", { name: "Words of Device 1" }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await page.getByRole("link", { name: /^Alfa, Technical PoC/ }).click();
    await record.getByRole("button", { name: "Report lost or stolen Device 1" }).click();
    await page.getByRole("button", { name: "Report it now" }).waitFor();
    expect(await faults(page)).toEqual(NONE);
    await page.getByRole("button", { name: "Not now" }).click();
    await record.getByRole("button", { name: "Change the contact card" }).click();
    await record.getByRole("button", { name: "Propose this card" }).click();
    await record.getByText("1 field does not fit yet.").waitFor();
    expect(await faults(page)).toEqual(NONE);
  });

  it("unlock", async () => {
    await alfa.close();
    alfa = await scene.launch("XA");
    await alfa.page.getByRole("button", { name: "Open the vault" }).waitFor();
    expect(await faults(alfa.page)).toEqual(NONE);
  });
});

async function faults(page: Page): Promise<Faults> {
  const window = await page.evaluate(() => ({
    size: [innerWidth, innerHeight],
    wider: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  }));
  expect(window.size).toEqual([1280, 720]);
  // The last value crosses to here; axe's own would be too large.
  await page.evaluate(`${axe.source};undefined`);
  const violations = await page.evaluate(async () => {
    const { violations } = await (Reflect.get(window, "axe") as typeof axe).run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  });
  return { wider: window.wider, violations };
}
