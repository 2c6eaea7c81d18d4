import { hands, technicalOffice } from "@parley/exercise";
import type { Client } from "@parley/client";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EARLY_WARNING } from "../../../packages/client/test/early-warning.ts";
import {
  consultations,
  goHome,
  link,
  log,
  note,
  noteTexts,
  PATIENCE,
  writeNote,
} from "../../e2e/screen.ts";
import { clientUnderTest } from "../../harness/client-under-test.ts";
import { startClientProcess } from "../../harness/client-process.ts";
import { DeskPair } from "../../harness/desk-pair.ts";
import { startDisplay, type Display } from "../../harness/display.ts";
import { openFaceless } from "../../harness/faceless.ts";
import { readPageClock, stepPageClock } from "../../harness/page-clock.ts";
import { fallAsleep } from "../../harness/sleep.ts";

const HOUR = 3_600_000;

describe("a client in the middle of a consultation", () => {
  let pair: DeskPair;
  let third: Client | null = null;
  let display: Display;

  beforeAll(async () => {
    display = await startDisplay();
    pair = await DeskPair.meet();
    await pair.consult();
    await writeNote(pair.page, "Before the night.");
    await note(pair.page, "Before the night.")
      .getByText(/^Delivered/)
      .waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pair?.scene.tellTrouble(task.name);
  });

  afterAll(async () => {
    await third?.close();
    await pair?.close();
    await display?.stop();
  });

  it("[LINK-1] [OUTBOX-1] that slept for two days says that it is not connected, then has all of it, once and in order", async () => {
    const { page, line, bravo, scene } = pair;
    line.set(() => "cut");
    await link(page, "Not connected").waitFor();
    await writeNote(page, "Queued for the night.");
    const wakeUp = fallAsleep(pair.alfa);
    const sent = line.requests.length;
    line.hangUp();
    const { channel } = pair;
    for (const text of ["First night.", "Second night."])
      expect((await bravo.sendNote(channel, text)).ok).toBe(true);
    const opened = await bravo.signAndSend({
      id: "further",
      kind: "T02",
      channel: null,
      re: null,
      roster: [scene.place("XA").office.id],
      tlp: "amber+strict",
      prec: "urgent",
      ask: {},
      res: [],
      fields: { ...EARLY_WARNING },
      updatedAt: 0,
    });
    expect(opened.ok).toBe(true);
    const charlie = await scene.exercise.addPlace(technicalOffice("XC", 1));
    third = await openFaceless(scene.exercise, charlie);
    expect((await bravo.sendNote(channel, "Morning.")).ok).toBe(true);

    // The first thing that the machine sees when it wakes is a clock that is two days on.
    const before = Date.now();
    const stepped = stepPageClock(page, 48 * HOUR);
    wakeUp();
    await stepped;
    expect(await readPageClock(page)).toBeGreaterThan(before + 47 * HOUR);
    await link(page, "Not connected").waitFor();
    await note(page, "Queued for the night.").getByText("Queued on this device").waitFor();
    await page.getByText("No acknowledgement received by the time requested.").waitFor();

    line.set(() => "pass");
    await link(page, "Connected").waitFor();
    await note(page, "Queued for the night.")
      .getByText(/^Delivered/)
      .waitFor();
    await note(page, "Morning.").waitFor();
    await expect.poll(() => consultations(page).count(), PATIENCE).toBe(2);
    const texts = await noteTexts(page);
    expect(texts.filter((text) => !text.startsWith("Queued"))).toEqual([
      "Before the night.",
      "First night.",
      "Second night.",
      "Morning.",
    ]);
    expect(texts).toHaveLength(5);
    await expect.poll(() => [...notesAtBravo()].toSorted(), PATIENCE).toEqual(texts.toSorted());
    // What was set before the night went off once: one note, and the grades of what came.
    const puts = line.requests.slice(sent).filter(({ path }) => path.includes("/send/m.room"));
    expect(puts.length).toBeLessThan(10);
    await goHome(page);
    // Whoever was listed meanwhile can be addressed.
    await hands.chooseOffice(page, "Charlie");
    await ours(page).click();
    await log(page).waitFor();
  });

  it("that is started a second time goes on in front, and loses nothing that is being written", async () => {
    const { page } = pair;
    const half = "Half a note, and then somebody starts it again";
    await page.getByRole("textbox", { name: "Note" }).fill(half);
    await pair.alfa.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.minimize(),
    );
    const second = await start();
    expect(await second.ended()).toBe(0);
    expect(second.stderr()).toContain("Parley is already open with this profile");
    await expect
      .poll(
        () =>
          pair.alfa.app.evaluate(({ BrowserWindow }) =>
            BrowserWindow.getAllWindows()[0]?.isMinimized(),
          ),
        PATIENCE,
      )
      .toBe(false);
    expect(await page.getByRole("textbox", { name: "Note" }).inputValue()).toBe(half);
    await page.getByRole("button", { name: "Send note" }).click();
    await note(page, half)
      .getByText(/^Delivered/)
      .waitFor();
  });

  it("that is started again while it shuts down ends whole, and the next start has everything", async () => {
    await writeNote(pair.page, "Sent as it closes.");
    const closing = pair.alfa.close();
    const second = await start();
    await closing;
    // Whichever was first on the profile: the late one ends by itself, or opens what the first has left.
    await second.stop();
    expect(pair.alfa.end).toBe(0);
    pair.alfa = await pair.scene.unlock("XA");
    await ours(pair.page).click();
    await note(pair.page, "Sent as it closes.")
      .getByText(/^Delivered/)
      .waitFor();
    expect(new Set(await noteTexts(pair.page)).size).toBe((await noteTexts(pair.page)).length);
  });

  async function start(): ReturnType<typeof startClientProcess> {
    const executable = await clientUnderTest();
    const place = pair.scene.place("XA");
    const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    return startClientProcess({
      executable,
      args: [...root, "--profile", place.profile, "--network", place.networkFile],
      display,
    });
  }

  /** The consultation that Alfa opened. */
  function ours(page: Page): Locator {
    return consultations(page).filter({ hasText: "Outage" });
  }

  function notesAtBravo(): readonly string[] {
    return pair.bravo
      .snapshot()
      .consultations.flatMap(({ entries }) => entries)
      .flatMap((entry) => (entry.kind === "note" ? [entry.body] : []));
  }
});
