import type { RoomId } from "@parley/base";
import { hands, TEXTS, type DrivenClient } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startHostileProxy, type HostileProxy } from "../harness/hostile-proxy.ts";
import { Operator } from "../harness/operator.ts";
import { readdress } from "../harness/readdress.ts";
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
  /** Bravo's line to the homeserver: it can lose a reply. */
  let line: HostileProxy;
  let operator: Operator;

  beforeAll(async () => {
    scene = await Scene.set();
    line = await startHostileProxy(scene.exercise.homeserver.baseUrl);
    readdress(scene.place("XB"), line.baseUrl);
    [alfa, bravo] = (await scene.arrive("XA", "XB")) as [DrivenClient, DrivenClient];
    operator = await Operator.of(scene.exercise.homeserver, scene.exercise.service.user);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await line?.stop();
    await scene?.close();
  });

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
    await writeNote(alfa.page, before);
    await scene.exercise.homeserver.kill();
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

  it("[OUTBOX-1] a note that the homeserver took and died before saying so arrives once", async () => {
    const [room] = (await operator.rooms()) as [RoomId];
    const before = (await operator.ciphertexts(room)).length;
    const text = "Taken by a homeserver that died before it answered.";
    loseRepliesTo("PUT", "/send/m.room.encrypted/");
    await writeNote(bravo.page, text);
    await expect
      .poll(async () => (await operator.ciphertexts(room)).length, PATIENCE)
      .toBeGreaterThan(before);
    await scene.exercise.homeserver.kill();
    await note(bravo.page, text).getByText("Queued on this device").waitFor();

    await bringBackHomeserver();
    await note(bravo.page, text)
      .getByText(/^Delivered to a device of Alfa/)
      .waitFor();
    const last = "After the note that was sent twice.";
    await writeNote(bravo.page, last);
    await note(alfa.page, last).waitFor();
    const texts = await noteTexts(alfa.page);
    expect(texts.slice(-2)).toEqual([text, last]);
    expect(new Set(texts).size).toBe(texts.length);
    // It was there twice: the reader took one.
    const { user } = scene.place("XB");
    const sent = (await operator.ciphertexts(room)).slice(before);
    expect(sent.filter(({ sender }) => sender === user).length).toBeGreaterThan(2);
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
    loseRepliesTo("POST", "/createRoom");
    await hands.sign(bravo.page);
    await expect.poll(async () => (await operator.rooms()).length, PATIENCE).toBeGreaterThan(1);
    await scene.exercise.homeserver.kill();
    await link(bravo.page, "Not connected").waitFor();
    expect(await seen(log(bravo.page).getByText("Queued on this device"))).toBe(true);

    await bringBackHomeserver();
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
    // A room whose making was not confirmed stays empty.
    const said = await Promise.all(
      (await operator.rooms()).map(async (each) => (await operator.ciphertexts(each)).length),
    );
    expect(said.filter((count) => count > 0)).toHaveLength(2);
    expect(said.length).toBeGreaterThan(2);
  });

  /** The homeserver carries out such requests of Bravo, and nothing comes back until it was away. */
  function loseRepliesTo(method: string, path: string): void {
    line.set((request) => {
      // The sync would tell that it was carried out; it goes on from where it was.
      if (request.path.endsWith("/sync")) {
        return () => ({ next_batch: request.query.get("since") });
      }
      return request.method === method && request.path.includes(path) ? "cut-reply" : "pass";
    });
  }

  async function bringBackHomeserver(): Promise<void> {
    line.set(() => "pass");
    await scene.exercise.restartHomeserver();
  }
});
