import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseDeviceId, parseUserId, toBase64Url } from "@parley/base";
import type { Client } from "@parley/client";
import { makeSealKeyPair, makeSignKeyPair, randomBytes } from "@parley/crypto";
import { makeListingRequest } from "@parley/directory";
import {
  hands,
  ListingDesk,
  technicalOffice,
  writeExerciseFile,
  type DrivenClient,
} from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openFaceless, readExerciseFile, untilListed } from "../harness/faceless.ts";
import { Scene } from "../harness/scene.ts";
import { gone, link, PATIENCE, seen } from "./screen.ts";

describe("what is wrong outside the client", () => {
  let scene: Scene;
  let alfa: DrivenClient;
  let bravo: Client;

  beforeAll(async () => {
    scene = await Scene.set({ deskClosed: true });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await bravo?.close();
    await scene?.close();
  });

  it("an exercise file that is not there, or is no JSON, is named with what to do", async () => {
    const exerciseFile = path.join(scene.dir, "broken.json");
    const profile = path.join(scene.dir, "broken.profile");
    const says = async (sentence: string): Promise<boolean> => {
      const client = await scene.launch("XA", { exerciseFile, profile });
      await client.page.getByRole("heading", { name: "An exercise file is needed" }).waitFor();
      const said = await seen(client.page.getByText(sentence));
      await client.close();
      return said;
    };
    const missing = "The file cannot be read. Look whether it is there and may be read by you.";
    expect(await says(missing)).toBe(true);
    writeFileSync(exerciseFile, "{ this is no JSON");
    const noJson = "The file is not JSON. Ask whoever prepared the exercise for a new one.";
    expect(await says(noJson)).toBe(true);
  });

  it("a wrong password is said, and nothing is set up", async () => {
    const exerciseFile = path.join(scene.dir, "wrong-password.json");
    writeExerciseFile(exerciseFile, { ...readExerciseFile(scene.place("XA")), password: "wrong" });
    const client = await scene.launch("XA", { exerciseFile });
    const signIn = client.page.getByRole("button", { name: "Sign in", exact: true });
    await signIn.click();
    const alert = client.page.getByRole("alert");
    await alert.getByText("The server did not accept the password of this account").waitFor();
    await alert.getByText(/Nothing was set up/).waitFor();
    expect(await signIn.isEnabled()).toBe(true);
    await client.close();
  });

  it("a homeserver that is away at the first start is said; signing in works once it is there", async () => {
    await scene.exercise.homeserver.kill();
    alfa = await scene.launch("XA");
    const { page } = alfa;
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    const alert = page.getByRole("alert");
    expect(await seen(alert.getByText("The homeserver does not answer"))).toBe(true);
    await scene.exercise.restartHomeserver();
    await hands.signIn(page);
    await hands.choosePassphrase(page);
    await hands.waitUntilUnlisted(page);
  });

  it("a wrong passphrase is said in a sentence, and the right one opens", async () => {
    await alfa.close();
    await scene.exercise.homeserver.kill();
    alfa = await scene.launch("XA");
    const { page } = alfa;
    await page.getByLabel("Passphrase", { exact: true }).fill("not the passphrase at all");
    await page.getByRole("button", { name: "Open the vault" }).click();
    expect(await seen(page.getByText("This passphrase did not open the vault."))).toBe(true);
    // The button can be pressed again after the wait that is shown.
    await hands.unlock(page);
    await hands.waitUntilUnlisted(page);
  });

  it("a client opens while the homeserver is away, says so, and heals by itself", async () => {
    expect(await seen(link(alfa.page, "Not connected"))).toBe(true);
    await scene.exercise.restartHomeserver();
    expect(await seen(link(alfa.page, "Connected"))).toBe(true);
  });

  describe("[DIR-5] a directory log that does not go on from the one held", () => {
    let good: string;
    let forked: string;

    beforeAll(async () => {
      const { desk } = scene.exercise;
      desk.serve(scene.place("XA"));
      await alfa.page.getByText("No other office is listed yet.", { exact: false }).waitFor();
      // The officer as of the first entry goes another way in another folder.
      const elsewhere = path.join(scene.dir, "elsewhere");
      mkdirSync(elsewhere);
      copyFileSync(path.join(scene.dir, "officer.json"), path.join(elsewhere, "officer.json"));
      forked = listCharlie(elsewhere);

      desk.serve(scene.place("XB"));
      bravo = await openFaceless(scene.place("XB"));
      await untilListed(bravo);
      await hands.waitUntilListed(alfa.page);
      desk.close();
      good = readFileSync(desk.logFile, "utf8");
    });

    it.each([
      [
        "with one byte edited",
        () => edited(good),
        "An entry does not carry valid signatures of as many officers as the trust root asks for.",
      ],
      ["shorter", () => shorter(good), "It is shorter than the one held here"],
      [
        "forked, by the same officer",
        () => forked,
        "It differs from the one held here in entries that both have.",
      ],
    ] as const)("%s: refused, and the one held goes on counting", async (_, text, sentence) => {
      const { page } = alfa;
      const notices = page.getByRole("region", { name: "Notices about this device" });
      publish(text());
      const alarm = notices.getByRole("alert").filter({ hasText: "A directory log was refused" });
      expect(await seen(alarm.filter({ hasText: sentence }))).toBe(true);
      await alarm.getByText(/The directory held before goes on counting/).waitFor();
      await page
        .getByText(/Directory 2, head of/)
        .first()
        .waitFor();
      expect(await seen(page.getByText("One other office is listed."))).toBe(true);

      publish(good);
      expect(await gone(alarm)).toBe(true);
    });

    it("a notification is signed, sent and delivered while a forked one is offered", async () => {
      const { page } = alfa;
      publish(forked);
      await page.getByText("A directory log was refused").waitFor();
      await hands.chooseOffice(page, "Bravo");
      const offices = page.getByRole("radiogroup", { name: "Offices" });
      expect(await offices.getByText(/Technical PoC$/).allInnerTexts()).toEqual([
        "Bravo, Technical PoC",
      ]);
      await hands.fillNotification(page);
      await hands.askToSign(page);
      await hands.sign(page);
      await hands.readState(page, "Delivered");
      await expect.poll(() => bravo.snapshot().consultations.length, PATIENCE).toBe(1);
      await page.getByText("A directory log was refused").waitFor();
    });

    function publish(text: string): void {
      const { logFile } = scene.exercise.desk;
      writeFileSync(`${logFile}.next`, text);
      renameSync(`${logFile}.next`, logFile);
    }
  });
});

/** One byte of the last entry, which lists Bravo. */
function edited(log: string): string {
  const at = log.lastIndexOf("XB");
  expect(at).toBeGreaterThan(0);
  return `${log.slice(0, at)}XC${log.slice(at + 2)}`;
}

/** Without its last entry. */
function shorter(log: string): string {
  const lines = log.trimEnd().split("\n");
  return `${lines.slice(0, -1).join("\n")}\n`;
}

/** What the officer kept in this folder would publish, had Charlie asked next. */
function listCharlie(dir: string): string {
  const office = technicalOffice("XC", 1);
  const user = parseUserId("@charlie:parley.localhost");
  const id = parseDeviceId("ABCDEFGHIJ");
  if (user === null || id === null) throw new Error("no account");
  const act = makeSignKeyPair();
  const matrixKey = (): string => Buffer.from(randomBytes(32)).toString("base64").replace("=", "");
  const device = {
    id,
    ed25519: matrixKey(),
    curve25519: matrixKey(),
    act: toBase64Url(act.publicKey),
    seal: toBase64Url(makeSealKeyPair().publicKey),
  };
  const request = path.join(dir, "request");
  writeFileSync(request, makeListingRequest({ user, device }, act.secretKey));
  const news: string[] = [];
  const desk = new ListingDesk({ dir, now: Date.now, tell: ({ kind }) => news.push(kind) });
  desk.serve({ office, user, request });
  desk.look();
  desk.close();
  expect(news).toEqual(["listed"]);
  return readFileSync(desk.logFile, "utf8");
}
