import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { UserId } from "@parley/base";
import type { Ticket } from "@parley/directory";
import { hands, PASSPHRASE, type DrivenClient, type Place } from "@parley/exercise";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Scene } from "../harness/scene.ts";
import { ticketOf } from "../harness/ticket-of.ts";
import { PATIENCE, seen } from "./screen.ts";

const DAY = 24 * 60 * 60_000;

/** One office's client from its first start to signing out, on a real homeserver; each test goes on from the last. */
describe("the way in and out of the packaged client", () => {
  let scene: Scene;
  let other: Scene;
  let place: Place;
  let client: DrivenClient;

  beforeAll(async () => {
    scene = await Scene.set({ states: ["XA"], deskClosed: true });
    other = await Scene.set({ states: ["XA"], deskClosed: true });
    place = scene.place("XA");
    client = await scene.launch("XA");
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await other?.close();
    await scene?.close();
  });

  /** Title of the screen. */
  const title = (): Promise<string | null> =>
    client.page.getByRole("heading", { level: 1 }).textContent();
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();
  const type = (page: Page, passphrase: string): Promise<void> =>
    page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  /** A file with this in it. */
  const write = (name: string, text: string): string => {
    const file = path.join(scene.dir, name);
    writeFileSync(file, text);
    return file;
  };

  /** Like that of the place, signed anew. */
  const ticket = (changed: Partial<Ticket>): string =>
    scene.exercise.officers.oddTicket({ ...ticketOf(place), ...changed });

  it.each([
    ["something else", "This is not a ticket", () => readFileSync(place.networkFile, "utf8")],
    [
      "one that was edited",
      "This ticket was changed after it was signed",
      () => readFileSync(place.ticketFile, "utf8").replace(/(xa-tech-)1/, "$12"),
    ],
    [
      "one from yesterday",
      "This ticket has expired",
      () => ticket({ issued: Date.now() - 8 * DAY, expires: Date.now() - DAY }),
    ],
    [
      "one of another directory",
      "This ticket belongs to another network",
      () => readFileSync(other.place("XA").ticketFile, "utf8"),
    ],
    [
      "one for another server",
      "This ticket is for another server",
      () => ticket({ user: "@office:elsewhere.example" as UserId }),
    ],
  ])("[ENROL-2] %s is no ticket here: %s", async (name, sentence, text) => {
    const file = write(`${name.replaceAll(" ", "-")}.parley-ticket`, text());
    await hands.openTicket(client.page, file);
    const fault = client.page.getByRole("alert").filter({ hasText: sentence });
    expect(await seen(fault)).toBe(true);
    expect(await title()).toBe("Open your ticket");
  });

  it("[ENROL-2] a ticket says whose it is, and can be put aside", async () => {
    const { page } = client;
    await hands.openTicket(page, place.ticketFile);
    await page.getByRole("heading", { name: "Is this your ticket?", level: 1 }).waitFor();
    for (const words of ["Alfa", place.office.title, "Technical"])
      expect(await seen(page.getByText(words).first())).toBe(true);
    await press(page, "This is not mine");
    await expect.poll(title, PATIENCE).toBe("Open your ticket");
  });

  it("locks what it keeps under a passphrase, and says that the homeserver does not answer", async () => {
    const { page } = client;
    await hands.openTicket(page, place.ticketFile);
    await hands.goOnWithTicket(page);
    await scene.exercise.homeserver.kill();
    await type(page, "short");
    await press(page, "Lock with this passphrase");
    await page.getByText("12 characters are needed; these are 5.").waitFor();
    await type(page, PASSPHRASE);
    await page.getByLabel("Once more").fill("orchard");
    await press(page, "Lock with this passphrase");
    await page.getByText("The two do not match yet.").waitFor();
    await page.getByLabel("Once more").fill(PASSPHRASE);
    await press(page, "Lock with this passphrase");
    const alert = page.getByRole("alert").filter({ hasText: "The homeserver does not answer" });
    expect(await seen(alert)).toBe(true);
  });

  it("[ENROL-1] signs in once the homeserver is there, and shows the words of this device", async () => {
    await scene.exercise.restartHomeserver();
    await press(client.page, "Try again");
    const words = await hands.readWords(client.page);
    expect(words).toHaveLength(12);
    expect(await scene.exercise.officers.hear(place, words)).toBe("noted");
  });

  it("[ENROL-1] shows the same words after it was locked and closed", async () => {
    const before = await hands.readWords(client.page);
    await client.page.keyboard.press("Control+Shift+L");
    await expect.poll(title, PATIENCE).toBe("Vault locked");
    await client.close();
    client = await scene.unlock("XA");
    expect(await hands.readWords(client.page)).toEqual(before);
  });

  it("becomes a desk as soon as the directory lists it", async () => {
    await scene.exercise.openDesk();
    await hands.goToDesk(client.page);
    await expect.poll(title, PATIENCE).toBe("Nothing needs you now");
    await client.page.getByText("Alfa, Technical PoC").first().waitFor();
  });

  it("forgets its keys by one key press, and opens for the right passphrase only", async () => {
    const { page } = client;
    await page.keyboard.press("Control+Shift+L");
    await expect.poll(title, PATIENCE).toBe("Vault locked");
    await type(page, `${PASSPHRASE}s`);
    await press(page, "Open the vault");
    await page.getByText("This passphrase did not open the vault.").waitFor();
    await type(page, PASSPHRASE);
    const open = page.getByRole("button", { name: "Open the vault" });
    await expect.poll(() => open.getAttribute("aria-disabled"), PATIENCE).toBeNull();
    await open.click();
    await expect.poll(title, PATIENCE).toBe("Nothing needs you now");
  });

  it("opens after its process was killed, with the homeserver away", async () => {
    await client.kill();
    await scene.exercise.homeserver.kill();
    client = await scene.unlock("XA");
    const { page } = client;
    await expect.poll(title, PATIENCE).toBe("Nothing needs you now");
    await page.getByText("Not connected", { exact: true }).waitFor();
    await scene.exercise.restartHomeserver();
    await page.getByText("Connected", { exact: true }).waitFor();
  });

  it("[ENROL-2] removes everything when it is signed out; its ticket was for one use", async () => {
    const { page } = client;
    await press(page, "Settings and ways out");
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByText("Remove all of it from this device").click();
    await press(page, "Sign out and remove");
    await expect.poll(title, PATIENCE).toBe("Open your ticket");
    const names = await page.evaluate(async () =>
      (await indexedDB.databases()).map((database) => database.name),
    );
    expect(names).toEqual([]);
    await hands.openTicket(page, place.ticketFile);
    await hands.goOnWithTicket(page);
    await hands.choosePassphrase(page);
    const used = page.getByRole("alert").filter({ hasText: "This ticket has been used" });
    expect(await seen(used)).toBe(true);
  });
});
