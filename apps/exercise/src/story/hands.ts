import type { Locator, Page } from "playwright-core";
import type { Place } from "../place.ts";
import { PASSPHRASE, TEXTS } from "./texts.ts";

/** What a person does in the client, by clicking and typing what the screen shows. */

/** From the first screen to the twelve words: opens the ticket, chooses a passphrase, and reads the words off the screen. */
export async function enrol(page: Page, place: Place): Promise<readonly string[]> {
  await openTicket(page, place.ticketFile);
  await goOnWithTicket(page);
  await choosePassphrase(page);
  return readWords(page);
}

/** Chooses a file where the client asks for its ticket; what it answers stands on the screen. */
export async function openTicket(page: Page, file: string): Promise<void> {
  await heading(page, "Open your ticket").waitFor();
  await page.getByLabel("Ticket file").setInputFiles(file);
}

/** Until the screen says whose ticket it is. */
export async function readTicket(page: Page): Promise<void> {
  await heading(page, "Is this your ticket?").waitFor();
}

export async function goOnWithTicket(page: Page): Promise<void> {
  await readTicket(page);
  await button(page, "Go on with this ticket").click();
  await heading(page, "Choose a passphrase").waitFor();
}

export async function choosePassphrase(page: Page): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("Once more").fill(PASSPHRASE);
  await button(page, "Lock with this passphrase").click();
}

/** The twelve words as they stand on the screen, once the Secretariat has the keys that they stand for. */
export async function readWords(page: Page): Promise<readonly string[]> {
  await waitUntilUnlisted(page);
  await page.getByText("Your keys were sent to the Secretariat").waitFor();
  const words = page.getByRole("list", { name: "Words of this device" }).locator("b");
  return words.allTextContents();
}

/** The words of the act key alone, which a colleague who signs sees as well; the dialog stays. */
export async function readWordsForColleague(page: Page): Promise<readonly string[]> {
  await button(page, /^Words for this colleague/).click();
  const words = page.getByRole("list", { name: "Words for a colleague" });
  await words.waitFor();
  return words.locator("b").allTextContents();
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await button(page, "Open the vault").click();
}

/** Until the words of the device stand on the screen. */
export async function waitUntilUnlisted(page: Page): Promise<void> {
  await heading(page, "Say these twelve words to the officer").waitFor();
}

/** Until the screen says that the officers have listed this device. */
export async function waitUntilVerified(page: Page): Promise<void> {
  await heading(page, "You are verified").waitFor();
}

/** From the screen that says so to the desk. */
export async function goToDesk(page: Page): Promise<void> {
  await waitUntilVerified(page);
  await button(page, "Go to the desk").click();
}

/** Until this desk sees that one more office is listed. */
export async function waitUntilListed(page: Page): Promise<void> {
  await page.getByText("One other office is listed.").waitFor();
}

export async function goHome(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Home/ }).click();
}

export async function chooseOffice(page: Page, state: string): Promise<void> {
  await button(page, /^New consultation/)
    .first()
    .click();
  await pickOffice(page, state);
}

/** One of those whom to consult. */
export async function pickOffice(page: Page, state: string): Promise<void> {
  const offices = page.getByRole("radiogroup", { name: "Offices" });
  await offices.locator("label", { hasText: `${state}, Technical PoC` }).click();
}

export async function fillNotification(page: Page): Promise<void> {
  await button(page, "Write the notification").click();
  await typeNotification(page);
}

/** Into the open form, whatever stands there already. */
export async function typeNotification(page: Page): Promise<void> {
  const form = page.getByRole("region", { name: "Form" });
  await pick(page, "Precedence", "Urgent");
  await form.getByLabel(/^Incident reference/).fill(TEXTS.incidentReference);
  await form.getByLabel("Class").selectOption({ label: "Availability" });
  await form.getByLabel("Type", { exact: true }).selectOption({ label: "Outage" });
  await form.getByLabel("Status", { exact: true }).selectOption({ label: "Ongoing" });
  await button(form, "Now").first().click();
  await form.getByLabel(/^Observed/).fill(TEXTS.observed);
  await form.getByLabel("Scope of effect").selectOption({ label: "Several organisations" });
  await form.getByLabel("National scale").fill(TEXTS.nationalScale);
  await form.getByLabel("Common scale").selectOption({ label: "3 Significant" });
  await pick(form, "Suspected malicious", "Not known");
  await pick(form, "Possible cross-border effect", "Yes");
  await form
    .getByLabel(/^Link to the recipient/)
    .selectOption({ label: "Infrastructure located in your territory appears to be used" });
  await pick(form, "Public status", "Not public");
  await form.getByLabel(/^Measures taken/).fill(TEXTS.measures);
  await pick(form, "Request to the recipient", "Information");
  await button(form, /^In \d+ hours?$/)
    .first()
    .click();
}

/** Until the preview shows what was typed, as the other side will read it. */
export async function readPreview(page: Page): Promise<void> {
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByText(TEXTS.incidentReference).waitFor();
}

export async function askToSign(page: Page): Promise<void> {
  await button(page, "Sign and send").click();
  await page.getByRole("dialog", { name: "Sign and send this act?" }).waitFor();
}

export async function sign(page: Page): Promise<void> {
  await button(page.getByRole("dialog"), "Sign and send").click();
  await log(page).waitFor();
}

export async function openConsultation(page: Page, state: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: new RegExp(`^${state}`) })
    .click();
  await log(page).waitFor();
}

/** Until an act stands in the log as signed by that office, whose device the directory lists. */
export async function readSignedAct(page: Page, title: RegExp, signer: string): Promise<Locator> {
  const act = log(page).getByRole("article", { name: title }).last();
  await act.getByText(`Signed by ${signer}`).waitFor();
  await button(act, "Verified: why").waitFor();
  return act;
}

export async function showAllFields(act: Locator): Promise<void> {
  await act.getByRole("button", { name: /^Show all/ }).click();
}

export async function askToAcknowledge(page: Page): Promise<void> {
  await button(page, "Acknowledge receipt").first().click();
  await page.getByRole("dialog", { name: /^Acknowledge receipt to/ }).waitFor();
}

export async function acknowledge(page: Page): Promise<void> {
  await button(page.getByRole("dialog"), "Acknowledge").click();
}

export async function fillReply(page: Page): Promise<void> {
  await button(page, "Reply").first().click();
  await typeReply(page);
}

export async function pickReply(page: Page): Promise<void> {
  await pick(page.getByRole("region", { name: "Form" }), "Kind of reply", "Partial information");
}

/** Into the open form, whatever stands there already. */
export async function typeReply(page: Page): Promise<void> {
  await pickReply(page);
  const form = page.getByRole("region", { name: "Form" });
  await form.getByLabel(/^Text/).fill(TEXTS.replyText);
  await page.getByRole("region", { name: "Preview" }).getByText(TEXTS.replyText).waitFor();
}

export async function sendNote(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Note" }).fill(text);
  await button(page, "Send note").click();
  await readText(page, text);
}

/** Until a text stands in the log. */
export async function readText(page: Page, text: string): Promise<void> {
  await log(page).getByText(text).waitFor();
}

/** Until the state panel has this headline. */
export async function readState(page: Page, headline: string): Promise<void> {
  const panel = page.getByRole("complementary", { name: "State of the consultation" });
  await panel.getByRole("heading", { name: headline, exact: true }).waitFor();
}

function log(page: Page): Locator {
  return page.getByRole("log", { name: "Acts and notes" });
}

function heading(page: Page, name: string): Locator {
  return page.getByRole("heading", { name, level: 1 });
}

/** A text is the whole name; a button's shortcut letter is not part of it. */
function button(within: Page | Locator, name: string | RegExp): Locator {
  return within.getByRole("button", typeof name === "string" ? { name, exact: true } : { name });
}

/** One of several, by the words beside it. */
async function pick(within: Page | Locator, group: string, choice: string): Promise<void> {
  await within.getByRole("radiogroup", { name: group }).getByText(choice, { exact: true }).click();
}
