import { existsSync } from "node:fs";
import path from "node:path";
import type { Client } from "@parley/client";
import { hands, PASSPHRASE, TEXTS, type DrivenClient } from "@parley/exercise";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openFaceless } from "../harness/faceless.ts";
import { Operator } from "../harness/operator.ts";
import { filesBelow, searchFolder, type FoundText } from "../harness/search-folder.ts";
import { Scene } from "../harness/scene.ts";
import { ticketOf } from "../harness/ticket-of.ts";
import { goHome, link, note, noteTexts, seen, writeNote } from "./screen.ts";

/** What was typed, sent or received, and would be told from anything else that lies on a disk. */
const SAID = {
  delivered: "Quagsprecher turbines restart at nine, says the operator.",
  received: "Zimtvorhang provider confirms the addresses by noon.",
  queued: "Nachtfalter rotation begins when the line is back.",
  draft: "Kupferkessel sentence that was never finished",
} as const;

/** Who consulted whom. */
const NAMES: ReadonlySet<string> = new Set(["Alfa", "Bravo"]);

describe("leaving a client", () => {
  let scene: Scene;
  let alfa: DrivenClient;
  let bravo: Client;
  let profile: string;
  /** Of Alfa's device, which needs them no more. */
  let words: readonly string[];

  beforeAll(async () => {
    scene = await Scene.set();
    // Its name stands in Chromium's own logs, so it is none of the words that are looked for.
    profile = path.join(scene.dir, "one");
    bravo = await openFaceless(scene.exercise, scene.place("XB"));
    alfa = await scene.launch("XA", { profile });
    const { page } = alfa;
    words = await hands.enrol(page, scene.place("XA"));
    await scene.exercise.officers.hear(scene.place("XA"), words);
    await hands.goToDesk(page);
    await hands.waitUntilListed(page);
    await hands.chooseOffice(page, "Bravo");
    await hands.fillNotification(page);
    await hands.askToSign(page);
    await hands.sign(page);
    await hands.readState(page, "Delivered");
    await writeNote(page, SAID.delivered);
    await note(page, SAID.delivered)
      .getByText(/^Delivered/)
      .waitFor();
    const channel = bravo.snapshot().consultations[0]?.entries[0];
    if (channel?.kind !== "act") throw new Error("no opening at Bravo");
    await bravo.sendNote(channel.hash, SAID.received);
    await note(page, SAID.received).waitFor();
    await scene.exercise.homeserver.kill();
    await writeNote(page, SAID.queued);
    await link(page, "Not connected").waitFor();
    await page.getByRole("textbox", { name: "Note" }).fill(SAID.draft);
    await page.getByText("Saved as you type").waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await bravo?.close();
    await scene?.close();
  });

  it("closing with a queued item asks, and keeps all where it is when one goes back", async () => {
    const { page } = alfa;
    await choose(page, "Close Parley");
    const dialog = page.getByRole("dialog", { name: "Close Parley?" });
    await dialog.getByText("1 item is queued.").waitFor();
    await dialog.getByRole("button", { name: "Go back" }).click();
    expect(await seen(note(page, SAID.queued).getByText("Queued on this device"))).toBe(true);
  });

  it("locking says what waits, and leaves no plaintext on the disk", async () => {
    const { page } = alfa;
    await choose(page, "Lock the vault");
    const dialog = page.getByRole("dialog", { name: "Lock the vault?" });
    await dialog.getByText("1 item is queued.").waitFor();
    await dialog.getByRole("button", { name: "Lock", exact: true }).click();
    await page.getByRole("heading", { name: "Vault locked" }).waitFor();
    expect(plaintexts()).toEqual([]);
    // The same search finds what may be there: account numbers.
    expect(searchFolder(profile, [scene.place("XA").user])).not.toEqual([]);
  });

  it("closing leaves no plaintext on the disk either, and what was queued is sent later", async () => {
    await hands.unlock(alfa.page);
    await hands.openConsultation(alfa.page, "Bravo");
    await note(alfa.page, SAID.queued).waitFor();
    await choose(alfa.page, "Close Parley");
    await alfa.page
      .getByRole("dialog", { name: "Close Parley?" })
      .getByRole("button", { name: "Close Parley" })
      .click();
    await alfa.ended();
    expect(alfa.end).toBe(0);
    expect(plaintexts()).toEqual([]);

    alfa = await scene.launch("XA", { profile });
    await hands.unlock(alfa.page);
    await scene.exercise.restartHomeserver();
    const { page } = alfa;
    await hands.openConsultation(page, "Bravo");
    await note(page, SAID.queued)
      .getByText(/^Delivered/)
      .waitFor();
    const texts = [SAID.delivered, SAID.received, SAID.queued];
    expect(await noteTexts(page)).toEqual(texts);
    const entries = bravo.snapshot().consultations[0]?.entries ?? [];
    expect(entries.flatMap((one) => (one.kind === "note" ? [one.body] : []))).toEqual(texts);
    expect(await page.getByRole("textbox", { name: "Note" }).inputValue()).toBe(SAID.draft);
  });

  it("signing out asks, removes everything of this device, and ends the sign-in", async () => {
    const { page } = alfa;
    await goHome(page);
    await choose(page, "Sign out");
    const dialog = page.getByRole("alertdialog", { name: "Sign this device out?" });
    await dialog.getByText("1 draft is removed, too.").waitFor();
    const confirm = dialog.getByRole("button", { name: "Sign out and remove" });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByText("Remove all of it from this device").click();
    await confirm.click();
    await page.getByRole("heading", { name: "Open your ticket", level: 1 }).waitFor();
    await alfa.close();

    const operator = await Operator.of(scene.exercise.homeserver, scene.exercise.service.user);
    expect(await operator.devices(scene.place("XA").user)).toEqual([]);
    expect(await operator.devices(scene.place("XB").user)).toHaveLength(1);
    expect(filesBelow(profile).length).toBeGreaterThan(0);
    expect(existsSync(path.join(profile, "vault.json"))).toBe(false);
    expect(plaintexts()).toEqual([]);
  });

  /** Where anything stands in the profile's folder that must not. */
  function plaintexts(): readonly FoundText[] {
    const found = searchFolder(profile, [...secrets(), ...NAMES]);
    // Names of States are words of the program, whose compiled code Chromium keeps there.
    return found.filter(({ file, text }) => !(file.startsWith("Code Cache") && NAMES.has(text)));
  }

  function secrets(): readonly string[] {
    return [
      ...Object.values(TEXTS),
      ...Object.values(SAID),
      // The rarest word of each, in case a database keeps a text in pieces.
      ...Object.values(SAID).map((text) => text.split(" ")[0] ?? text),
      "xa-tech-1",
      "xb-tech-1",
      PASSPHRASE,
      words.join(" "),
      words.join('","'),
      ticketOf(scene.place("XA")).id,
      ticketOf(scene.place("XA")).password,
    ];
  }
});

/** Something of the menu at the top right. */
async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Settings and ways out" }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${item}`) }).click();
}
