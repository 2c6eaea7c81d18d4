import { enrolBoth } from "./enrolment.ts";
import * as hands from "./hands.ts";
import { each, placeOf, type Stage } from "./stage.ts";
import { TEXTS } from "./texts.ts";

const NOTIFICATION = /^Incident notification/;
const ALFA = "Alfa, Technical PoC";
const BRAVO = "Bravo, Technical PoC";

/**
 * Both enrol. Alfa notifies Bravo of an incident; Bravo, whose client was killed meanwhile, acknowledges and replies; both add a
 * note. Everything is done on the screen, and every step ends with what the screen then shows.
 */
export async function playFirstConsultation(stage: Stage): Promise<void> {
  const { steps, pictures } = stage;
  const [alfa, first] = await enrolBoth(stage);
  let bravo = first;

  await steps.step("Alfa chooses whom to consult", () => hands.chooseOffice(alfa.page, "Bravo"));
  await pictures("choose", alfa);
  await steps.step("Alfa writes an incident notification", async () => {
    await hands.fillNotification(alfa.page);
    await hands.readPreview(alfa.page);
  });
  await pictures("compose", alfa);
  await steps.step("Bravo's client is killed", () => bravo.kill());
  await steps.step("Alfa signs the notification", async () => {
    await hands.askToSign(alfa.page);
    await pictures("sign", alfa);
    await hands.sign(alfa.page);
    await hands.readSignedAct(alfa.page, NOTIFICATION, "your office");
  });
  await pictures("sent", alfa);

  bravo = await steps.step("Bravo's client opens again and is unlocked", async () => {
    const again = await stage.launch(placeOf(stage, "XB"), "bravo");
    await pictures("unlock", again);
    await hands.unlock(again.page);
    return again;
  });
  await steps.step("Bravo sees that something arrived", () =>
    bravo.page.getByText("Addressed to your office").waitFor(),
  );
  await pictures("arrived", alfa, bravo);
  await steps.step("Bravo reads the notification, decrypted and verified", async () => {
    await hands.openConsultation(bravo.page, "Alfa");
    const act = await hands.readSignedAct(bravo.page, NOTIFICATION, ALFA);
    await hands.showAllFields(act);
    const { incidentReference, observed, nationalScale, measures } = TEXTS;
    for (const text of [incidentReference, observed, nationalScale, measures]) {
      await act.getByText(text).waitFor();
    }
  });
  await pictures("read", alfa, bravo);
  await steps.step("Alfa reads that it was delivered", () =>
    hands.readState(alfa.page, "Delivered"),
  );

  await steps.step("Bravo acknowledges receipt", async () => {
    await hands.askToAcknowledge(bravo.page);
    await pictures("acknowledge", bravo);
    await hands.acknowledge(bravo.page);
    await hands.readSignedAct(alfa.page, /^Acknowledgement of receipt/, BRAVO);
    await each([alfa, bravo], (page) => hands.readState(page, "Acknowledged"));
  });
  await pictures("acknowledged", alfa, bravo);

  await steps.step("Bravo writes a reply", () => hands.fillReply(bravo.page));
  await pictures("reply", bravo);
  await steps.step("Bravo signs it, and Alfa reads it", async () => {
    await hands.askToSign(bravo.page);
    await hands.sign(bravo.page);
    const act = await hands.readSignedAct(alfa.page, /^Partial information/, BRAVO);
    await act.getByText(TEXTS.replyText).waitFor();
    await each([alfa, bravo], (page) => hands.readState(page, "In consultation"));
  });
  await pictures("replied", alfa, bravo);

  await steps.step("both send a note, and the other reads it", async () => {
    await hands.sendNote(alfa.page, TEXTS.noteFromAlfa);
    await hands.readText(bravo.page, TEXTS.noteFromAlfa);
    await hands.sendNote(bravo.page, TEXTS.noteFromBravo);
    await hands.readText(alfa.page, TEXTS.noteFromBravo);
  });
  await pictures("notes", alfa, bravo);
  await steps.step("both clients close", async () => {
    await alfa.close();
    await bravo.close();
  });
}
