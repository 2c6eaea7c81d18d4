import { readFileSync, writeFileSync } from "node:fs";
import { hashOfCard } from "@parley/directory";
import { policyOffice } from "../office.ts";
import { granted } from "../granted.ts";
import type { DrivenClient } from "./driven-client.ts";
import * as directory from "./directory-hands.ts";
import { enrolBoth, wordNeedles } from "./enrolment.ts";
import * as hands from "./hands.ts";
import { Signal } from "./signal.ts";
import { each, placeOf, type Stage } from "./stage.ts";
import { CARD } from "./texts.ts";

const ALFA = "Alfa, Technical PoC";
const BRAVO = "Bravo, Technical PoC";
const BRAVO_POLICY = "Bravo, Policy PoC";

/**
 * What happens to a directory in a year, in minutes: tickets that are not good, two States that enrol, a second Point of
 * Contact whom his State signs for, a contact card, a lost device, a yearly confirmation, and an officers' reset.
 */
export async function playDirectory(stage: Stage): Promise<void> {
  await showBadTickets(stage);
  const [alfa, bravo] = await enrolBoth(stage);
  const policy = await addColleague(stage, bravo);
  await giveCard(stage, alfa, bravo);
  await loseDevice(stage, alfa, bravo, policy);
  await confirmRecord(stage, bravo);
  await resetState(stage, alfa, bravo);
  await stage.steps.step("all clients close", async () => {
    for (const client of [alfa, bravo, policy]) await client.close();
  });
}

/** What a client says of tickets that were edited or have expired; nothing is signed in or set up. */
async function showBadTickets(stage: Stage): Promise<void> {
  const { exercise, steps, pictures } = stage;
  const place = placeOf(stage, "XA");
  const text = readFileSync(place.ticketFile, "utf8");
  const client = await steps.step("a client opens on a machine of its own", () =>
    stage.launch({ ...place, profile: stage.file("elsewhere") }, "alfa"),
  );
  const tries = [
    ["edited-ticket", "This ticket was changed after it was signed", edited(text)],
    ["expired-ticket", "This ticket has expired", exercise.officers.expiredTicket(place)],
  ] as const;
  for (const [name, sentence, ticket] of tries) {
    await steps.step(`it says: ${sentence}`, async () => {
      const file = stage.file(`${name}.parley-ticket`);
      writeFileSync(file, ticket);
      await hands.openTicket(client.page, file);
      await client.page.getByRole("alert").filter({ hasText: sentence }).waitFor();
    });
    await pictures(name, client);
  }
  await client.close();
}

/** Another office in the ticket than the officer signed. */
function edited(text: string): string {
  const changed = text.replace("xa-tech-1", "xa-tech-2");
  if (changed === text) throw new Error("this ticket does not name its record");
  return changed;
}

/** A second Point of Contact of Bravo: invited, heard and signed by officers, and by the first one in the client. */
async function addColleague(stage: Stage, bravo: DrivenClient): Promise<DrivenClient> {
  const { exercise, steps, pictures } = stage;
  const { officers } = exercise;
  const place = await steps.step("the officers invite Bravo's policy PoC", () =>
    exercise.addPlace(policyOffice("XB", 1)),
  );
  const policy = await steps.step("the policy PoC's client opens", () =>
    stage.launch(place, "bravo-policy"),
  );
  const words = await steps.step("the policy PoC goes from the ticket to the words", () =>
    hands.enrol(policy.page, place),
  );
  stage.keepFromServer(...wordNeedles(words));
  await pictures("colleague-words", policy);
  const carried = new Signal();
  const listed = officers.admit(place, words.join(" "), carried.give);
  await steps.step("the officers hear the words and sign; the proposal reaches Bravo", async () => {
    await Promise.race([carried.given, listed]);
    await directory.lookAtProposal(bravo.page, /^Your State adds .*: sign\?$/);
  });
  await steps.step("the two compare the words of the key that is to be signed", async () => {
    const there = await hands.readWordsForColleague(policy.page);
    const here = await directory.readProposedWords(bravo.page);
    if (here.length !== 12 || here.join(" ") !== there.join(" "))
      throw new Error("the words on the two screens differ");
    stage.keepFromServer(...wordNeedles(there));
  });
  await pictures("co-sign", bravo, policy);
  await steps.step("Bravo's first PoC signs it, and the policy PoC is verified", async () => {
    await directory.signProposal(bravo.page);
    granted(await listed);
    await hands.waitUntilVerified(policy.page);
  });
  await pictures("co-signed", bravo, policy);
  await steps.step("the policy PoC goes to the desk", () => hands.goToDesk(policy.page));
  return policy;
}

/** Bravo gives its contact card, the officers and Bravo sign its hash, and Alfa reads it. */
async function giveCard(stage: Stage, alfa: DrivenClient, bravo: DrivenClient): Promise<void> {
  const { exercise, steps, pictures } = stage;
  const { officers, service } = exercise;
  const { id } = placeOf(stage, "XB").office;
  stage.keepFromServer(...Object.values(CARD));
  await steps.step("Bravo writes its contact card", async () => {
    await directory.openRecord(bravo.page, BRAVO);
    await directory.fillCard(bravo.page);
  });
  await pictures("card", bravo);
  await steps.step("Bravo proposes it", () => directory.proposeCard(bravo.page));
  const carried = new Signal();
  const hash = await steps.step("the card reaches the service", async () => {
    const card = await stage.until("a card", async () =>
      granted(await service.desk.cards(id)).find(({ standing }) => standing === "proposed"),
    );
    const listed = hashOfCard(card);
    if (listed === null) throw new Error("a card that is none");
    return listed;
  });
  const noted = officers.note(id, { card: hash }, carried.give);
  await steps.step("the officers sign its hash, and Bravo signs it", async () => {
    await Promise.race([carried.given, noted]);
    await directory.lookAtProposal(bravo.page, /^The contact card of .* changes: sign\?$/);
    await pictures("card-sign", bravo);
    await directory.signProposal(bravo.page);
    await noted;
  });
  await steps.step("Alfa reads the card", async () => {
    await directory.openRecord(alfa.page, BRAVO);
    for (const text of [CARD.telephone, CARD.mailbox, CARD.outOfHours])
      await directory.readInRecord(alfa.page, text);
  });
  await pictures("card-read", alfa);
}

/** The policy PoC's device is lost; its colleague says so, and that counts at once, without an officer. */
async function loseDevice(
  stage: Stage,
  alfa: DrivenClient,
  bravo: DrivenClient,
  policy: DrivenClient,
): Promise<void> {
  const { exercise, steps, pictures } = stage;
  const { officers } = exercise;
  await steps.step("Alfa looks at the record of Bravo's policy PoC: verified", async () => {
    await directory.openRecord(alfa.page, BRAVO_POLICY);
    await directory.readTrust(alfa.page, "Verified");
  });
  await pictures("before-the-loss", alfa);
  await steps.step("Bravo reports the policy PoC's device as lost", async () => {
    await directory.openRecord(bravo.page, BRAVO_POLICY);
    await directory.askToReport(bravo.page);
    await pictures("report", bravo);
    await directory.report(bravo.page);
  });
  await steps.step("Alfa sees it suspended at once", () =>
    directory.readTrust(alfa.page, "Suspended"),
  );
  await pictures("device-lost", alfa, bravo, policy);
  await steps.step("nothing else is held up: Alfa and Bravo consult", async () => {
    await hands.goHome(alfa.page);
    await hands.chooseOffice(alfa.page, "Bravo");
    await hands.fillNotification(alfa.page);
    await hands.askToSign(alfa.page);
    await hands.sign(alfa.page);
    await hands.readState(alfa.page, "Delivered");
    await hands.openConsultation(bravo.page, "Alfa");
    await hands.readSignedAct(bravo.page, /^Incident notification/, ALFA);
  });
  await pictures("consulting", alfa, bravo);
  await steps.step("the officers take its key out, for good; Alfa reads who did", async () => {
    await officers.disable(policyOffice("XB", 1).id);
    await directory.openRecord(alfa.page, BRAVO_POLICY);
    await directory.readInRecord(alfa.page, "key of a device taken out");
  });
  await pictures("key-disabled", alfa);
}

/** Bravo confirms its record, as each year; officers date it, and Bravo signs. */
async function confirmRecord(stage: Stage, bravo: DrivenClient): Promise<void> {
  const { exercise, steps, pictures } = stage;
  const { officers, service } = exercise;
  const { id } = placeOf(stage, "XB").office;
  await steps.step("Bravo confirms its record", async () => {
    await directory.openRecord(bravo.page, BRAVO);
    await directory.confirmRecord(bravo.page);
  });
  await pictures("confirm", bravo);
  const carried = new Signal();
  const noted = steps.step("the wish reaches the officers, who date the record", async () => {
    const asked = await stage.until("a wish", async () =>
      granted(await service.desk.wishes()).find(({ wish }) => wish.about === "confirm"),
    );
    await officers.note(id, {}, carried.give);
    granted(await service.desk.wishDone(asked.wish.id));
  });
  await steps.step("Bravo signs the date", async () => {
    await Promise.race([carried.given, noted]);
    await directory.lookAtProposal(bravo.page, /^The record of .* is confirmed: sign\?$/);
    await directory.signProposal(bravo.page);
    await noted;
  });
  await pictures("confirmed", bravo);
}

/** The officers reset Alfa: shown everywhere, with the time until which nothing changes. */
async function resetState(stage: Stage, alfa: DrivenClient, bravo: DrivenClient): Promise<void> {
  const { exercise, steps, pictures } = stage;
  await steps.step("the officers reset Alfa; every client says so, and from when", async () => {
    await exercise.officers.reset(placeOf(stage, "XA").office.state);
    await each([alfa, bravo], (page) => directory.readReset(page, "Alfa"));
  });
  await pictures("reset", alfa, bravo);
  await steps.step("until then nothing changes: both go on consulting", async () => {
    await hands.openConsultation(alfa.page, "Bravo");
    await hands.sendNote(alfa.page, "Nothing has changed for us so far.");
    await hands.openConsultation(bravo.page, "Alfa");
    await hands.readText(bravo.page, "Nothing has changed for us so far.");
  });
  await pictures("after-the-reset", alfa, bravo);
}
