import type { Locator, Page } from "playwright-core";
import { CARD } from "./texts.ts";

/** What a person does in the directory, by clicking and typing what the screen shows. */

/** Opens the directory, and in it the record of an office, as "Bravo, Policy PoC". */
export async function openRecord(page: Page, office: string): Promise<void> {
  await place(page, "Directory");
  await page.getByRole("heading", { name: "Directory", level: 1 }).waitFor();
  await page.getByRole("link", { name: new RegExp(`^${office}`) }).click();
}

/** Until the record that is open has this word for its office. */
export async function readTrust(page: Page, word: "Verified" | "Suspended"): Promise<void> {
  await record(page).getByRole("heading", { name: word, level: 3 }).waitFor();
}

/** Until a text stands in the record that is open. */
export async function readInRecord(page: Page, text: string): Promise<void> {
  await record(page).getByText(text).first().waitFor();
}

/** Follows what Home asks of one's State to where it can be signed. */
export async function lookAtProposal(page: Page, question: RegExp): Promise<void> {
  await place(page, "Home");
  await button(page, "Look and sign").first().click();
  await page.getByRole("heading", { name: question, level: 2 }).waitFor();
}

/** The words of the one device that the entry would list. */
export async function readProposedWords(page: Page): Promise<readonly string[]> {
  return page.getByRole("list", { name: "Device 1" }).locator("b").allTextContents();
}

export async function signProposal(page: Page): Promise<void> {
  await button(page, "Sign").click();
  await page.getByRole("alert").filter({ hasText: "Your signature goes to" }).waitFor();
}

export async function confirmRecord(page: Page): Promise<void> {
  await button(page, "Confirm record").click();
  const dialog = page.getByRole("dialog", { name: "Confirm this record?" });
  await button(dialog, "Confirm").click();
  await dialog.waitFor({ state: "hidden" });
}

/** Opens the form of one's own card and fills it. */
export async function fillCard(page: Page): Promise<void> {
  await button(page, "Change the contact card").click();
  await page.getByLabel("Title of the office").fill(CARD.office);
  await page.getByLabel("Telephone 1", { exact: true }).fill(CARD.telephone);
  await page.getByLabel("What telephone 1 is for").fill(CARD.telephoneFor);
  await page.getByLabel("Role mailbox").fill(CARD.mailbox);
  await page.getByRole("checkbox", { name: "English" }).check();
  await page.getByLabel("Out of hours").fill(CARD.outOfHours);
}

export async function proposeCard(page: Page): Promise<void> {
  await button(page, "Propose this card").click();
  await button(page, "Change the contact card").waitFor();
}

/** Reports the one device of the record that is open. */
export async function askToReport(page: Page): Promise<void> {
  await button(record(page), "Report lost or stolen Device 1").click();
  await page.getByRole("radio", { name: "Lost", exact: true }).check();
}

export async function report(page: Page): Promise<void> {
  await button(page, "Report it now").click();
  const reported = page.getByRole("dialog", { name: "Reported" });
  await reported.waitFor();
  await button(reported.locator(".dialog__f"), "Close").click();
}

/** Until the screen says that the officers have reset a State, and from when that counts. */
export async function readReset(page: Page, state: string): Promise<void> {
  const notice = page
    .getByRole("region", { name: "Notices about this device" })
    .filter({ hasText: `The officers have reset ${state}` });
  await notice.getByText(/Until then nothing changes\./).waitFor();
}

function record(page: Page): Locator {
  return page.getByRole("region", { name: "Record" });
}

async function place(page: Page, name: "Home" | "Directory"): Promise<void> {
  const rail = page.getByRole("navigation", { name: "Main" });
  await rail.getByRole("link", { name: new RegExp(`^${name}`) }).click();
}

function button(within: Page | Locator, name: string): Locator {
  return within.getByRole("button", { name, exact: true });
}
