import type { Locator, Page } from "playwright-core";
import type { HostileProxy } from "../harness/hostile-proxy.ts";

/** How long a test waits for what a screen says, in ms; a loaded machine of two cores is slow. */
export const PATIENCE = { timeout: 60_000 } as const;

/** Whether something comes into sight, for as long as a test waits. */
export function seen(what: Locator): Promise<boolean> {
  return what.waitFor(PATIENCE).then(
    () => true,
    () => false,
  );
}

/** Whether something goes out of sight again. */
export function gone(what: Locator): Promise<boolean> {
  return what.waitFor({ ...PATIENCE, state: "hidden" }).then(
    () => true,
    () => false,
  );
}

export function log(page: Page): Locator {
  return page.getByRole("log", { name: "Acts and notes" });
}

/** A note in the log with its delivery, by its text. */
export function note(page: Page, text: string): Locator {
  return log(page).locator(".entry--note", { hasText: text });
}

/** The texts of all notes in the log, from the first to the last. */
export function noteTexts(page: Page): Promise<string[]> {
  return log(page).locator(".note > p").allInnerTexts();
}

/** Types a note and sends it, without waiting for anything but the log. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Note" }).fill(text);
  await page.getByRole("button", { name: /^(Send note|Add to outbox)/ }).click();
  await note(page, text).waitFor();
}

/** Consultations in the list at the left. */
export function consultations(page: Page): Locator {
  return page.getByRole("navigation", { name: "Main" }).locator(".rail__c");
}

/** How the homeserver answers, in the bar. */
export function link(page: Page, word: "Connected" | "Not connected"): Locator {
  return page.getByRole("banner").getByText(word, { exact: true });
}

/**
 * A line that is cut and comes back makes the client look at once at all that waits. A timer in a page does not know of a
 * step of its clock.
 */
export async function lineComesBack({
  page,
  line,
}: {
  readonly page: Page;
  readonly line: HostileProxy;
}): Promise<void> {
  line.set(() => "cut");
  await link(page, "Not connected").waitFor();
  line.set(() => "pass");
  await link(page, "Connected").waitFor();
}

export async function goHome(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Home/ }).click();
}
