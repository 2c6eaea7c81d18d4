import { hands, TEXTS, type DrivenClient } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Scene } from "../harness/scene.ts";
import {
  consultations,
  goHome,
  link,
  log,
  note,
  noteTexts,
  PATIENCE,
  seen,
  writeNote,
} from "./screen.ts";

const NOTIFICATION = /^Incident notification/;

describe("clients and homeserver that go away at the wrong moment", () => {
  let scene: Scene;
  let alfa: DrivenClient;
  let bravo: DrivenClient;

  beforeAll(async () => {
    scene = await Scene.set();
    [alfa, bravo] = (await scene.enter("XA", "XB")) as [DrivenClient, DrivenClient];
    await Promise.all([alfa, bravo].map(({ page }) => hands.waitUntilListed(page)));
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(() => scene?.close());

  it("[INBOX-1] a client that was killed before a notification came shows it later, verified", async () => {
    await hands.chooseOffice(alfa.page, "Bravo");
    await hands.fillNotification(alfa.page);
    await bravo.kill();
    await hands.askToSign(alfa.page);
    await hands.sign(alfa.page);
    const sent = await hands.readSignedAct(alfa.page, NOTIFICATION, "your office");
    await sent.getByText(/^Sent /).waitFor();

    bravo = await scene.unlock("XB");
    await hands.openConsultation(bravo.page, "Alfa");
    const act = await hands.readSignedAct(bravo.page, NOTIFICATION, "Alfa, Technical PoC");
    await hands.showAllFields(act);
    const { incidentReference, observed, nationalScale, measures } = TEXTS;
    for (const text of [incidentReference, observed, nationalScale, measures]) {
      await act.getByText(text).waitFor();
    }
    await act.getByRole("button", { name: "Verified: why" }).click();
    expect(await seen(bravo.page.getByText("Valid, over the exact bytes of act"))).toBe(true);
    await bravo.page.keyboard.press("Escape");
    await hands.readState(alfa.page, "Delivered");
  });

  it("[OUTBOX-1] notes around the death of the homeserver arrive once and in order", async () => {
    const before = "Before it died: the first note of six words.";
    const meanwhile = [
      "While it was dead: the second note.",
      "While it was dead: the third note.",
      "While it was dead: the fourth note.",
    ];
    // Killed while the first is on its way: nobody can say how far it came.
    await Promise.all([writeNote(alfa.page, before), scene.exercise.homeserver.kill()]);
    for (const text of meanwhile) await writeNote(alfa.page, text);
    await link(alfa.page, "Not connected").waitFor();
    for (const text of meanwhile) {
      await note(alfa.page, text).getByText("Queued on this device").waitFor();
    }
    await goHome(alfa.page);
    await alfa.page.getByText(/^0 held, [34] queued$/).waitFor();
    await hands.openConsultation(alfa.page, "Bravo");

    await scene.exercise.restartHomeserver();
    const texts = [before, ...meanwhile];
    await expect.poll(() => noteTexts(bravo.page), PATIENCE).toEqual(texts);
    for (const text of texts) {
      await note(alfa.page, text)
        .getByText(/^Delivered to a device of Bravo/)
        .waitFor();
    }
    // What was sent again would have come before what is sent now.
    const last = "After all of it: the last note.";
    await writeNote(alfa.page, last);
    await expect.poll(() => noteTexts(bravo.page), PATIENCE).toEqual([...texts, last]);
    await expect.poll(() => noteTexts(alfa.page), PATIENCE).toEqual([...texts, last]);
  });

  it("a form half filled and a note half written are there after a kill, as typed", async () => {
    const half = "A note that nobody has sent yet, with “signs” & <angles>";
    await alfa.page.getByRole("textbox", { name: "Note" }).fill(half);
    await alfa.page.getByText("Saved as you type").waitFor();

    await goHome(alfa.page);
    await hands.chooseOffice(alfa.page, "Bravo");
    await alfa.page.getByRole("button", { name: "Write the notification" }).click();
    const form = (): ReturnType<typeof alfa.page.getByRole> =>
      alfa.page.getByRole("region", { name: "Form" });
    const observed = `${TEXTS.observed}\n\n  Second paragraph, begun`;
    await form().getByLabel("Class").selectOption({ label: "Availability" });
    await form()
      .getByLabel(/^Incident reference/)
      .fill("CERT-XA-2026-0999");
    await form()
      .getByLabel(/^Observed/)
      .fill(observed);
    await alfa.page.getByText(/^Saved on this device \d/).waitFor();
    await alfa.kill();

    alfa = await scene.unlock("XA");
    const { page } = alfa;
    await page.getByRole("button", { name: /^Go on.*Incident notification/ }).click();
    expect(
      await form()
        .getByLabel(/^Observed/)
        .inputValue(),
    ).toBe(observed);
    expect(
      await form()
        .getByLabel(/^Incident reference/)
        .inputValue(),
    ).toBe("CERT-XA-2026-0999");
    expect(await form().getByLabel("Class").locator("option:checked").innerText()).toBe(
      "Availability",
    );
    await page.getByRole("button", { name: "Close; the draft is kept" }).click();
    await hands.openConsultation(page, "Bravo");
    expect(await page.getByRole("textbox", { name: "Note" }).inputValue()).toBe(half);
  });

  it("[OUTBOX-1] an opening signed as the homeserver dies arrives as one consultation", async () => {
    await goHome(bravo.page);
    await hands.chooseOffice(bravo.page, "Alfa");
    await hands.fillNotification(bravo.page);
    await hands.askToSign(bravo.page);
    await Promise.all([hands.sign(bravo.page), scene.exercise.homeserver.kill()]);
    await link(bravo.page, "Not connected").waitFor();
    await expect
      .poll(() =>
        log(bravo.page)
          .getByText(/^(Queued on this device|Being sent|Sent .*)$/)
          .count(),
      )
      .toBe(1);

    await scene.exercise.restartHomeserver();
    await consultations(alfa.page).nth(1).waitFor();
    await consultations(alfa.page).first().click();
    await hands.readSignedAct(alfa.page, NOTIFICATION, "Bravo, Technical PoC");
    await hands.readState(bravo.page, "Delivered");
    await writeNote(bravo.page, "Said after the opening.");
    await expect.poll(() => noteTexts(alfa.page), PATIENCE).toEqual(["Said after the opening."]);
    for (const { page } of [alfa, bravo]) {
      expect(await log(page).getByRole("article", { name: NOTIFICATION }).count()).toBe(1);
      expect(await consultations(page).count()).toBe(2);
    }
  });
});
