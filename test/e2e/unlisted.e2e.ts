import type { Client } from "@parley/client";
import { hands, technicalOffice, TEXTS, type DrivenClient } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openFaceless } from "../harness/faceless.ts";
import { Operator } from "../harness/operator.ts";
import { Scene } from "../harness/scene.ts";
import { PATIENCE } from "./screen.ts";

describe("a client that waits to be listed", () => {
  let scene: Scene;
  let alfa: DrivenClient;
  let bravo: Client;
  let operator: Operator;

  beforeAll(async () => {
    scene = await Scene.set({ states: ["XB"], deskClosed: true });
    await scene.exercise.openDesk(scene.place("XB"));
    bravo = await openFaceless(scene.exercise, scene.place("XB"));
    // A ticket brings the directory as of its making, and before the admission nothing more comes.
    await scene.exercise.addPlace(technicalOffice("XA", 1));
    operator = await Operator.of(scene.exercise.homeserver, scene.exercise.service.user);
    [alfa] = (await scene.enter("XA")) as [DrivenClient];
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    await scene?.tellTrouble(task.name);
    const { link, outbox, directory, alarms, consultations } = bravo.snapshot();
    const channels = consultations.map(({ gate, members, entries }) => ({
      gate,
      members,
      entries,
    }));
    console.error("bravo:", JSON.stringify({ link, outbox, directory, alarms, channels }));
  });

  afterAll(async () => {
    await bravo?.close();
    await scene?.close();
  });

  it("[GATE-1] writes drafts, signs nothing and sends nothing", async () => {
    const { page } = alfa;
    await hands.waitUntilUnlisted(page);
    await page.getByRole("button", { name: "Write a draft meanwhile" }).click();
    await page.getByRole("button", { name: /^Prepare a notification/ }).click();
    await hands.pickOffice(page, "Bravo");
    await hands.fillNotification(page);
    await hands.askToSign(page);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("This device is not in the directory yet").waitFor();
    expect(await dialog.getByRole("button", { name: "Sign and send" }).isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "Go back" }).click();
    await page.getByRole("button", { name: "Close; the draft is kept" }).click();
    await page.getByRole("button", { name: "Go on with a draft" }).waitFor();

    expect(await operator.rooms()).toEqual([]);
    expect(bravo.snapshot().consultations).toEqual([]);
  });

  it("[GATE-1] goes on by itself when it is listed, with the draft as it was typed", async () => {
    const { page } = alfa;
    await page.getByRole("button", { name: "Go on with a draft" }).click();
    await hands.askToSign(page);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("This device is not in the directory yet").waitFor();
    await scene.exercise.openDesk();
    await dialog.getByText("This device is not in the directory yet").waitFor({ state: "hidden" });
    await hands.sign(page);
    await hands.readSignedAct(page, /^Incident notification/, "your office");

    await expect.poll(() => bravo.snapshot().consultations.length, PATIENCE).toBe(1);
    const [entry] = bravo.snapshot().consultations[0]?.entries ?? [];
    expect(entry).toMatchObject({ kind: "act", trust: "verified", effect: "yes", state: "XA" });
    expect(entry).toHaveProperty("act.f.incident_ref", TEXTS.incidentReference);
    await hands.readState(page, "Delivered");
    expect(await operator.rooms()).toHaveLength(1);
  });
});
