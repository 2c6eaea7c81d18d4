import { writeFileSync } from "node:fs";
import path from "node:path";
import { hands, type DrivenClient } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Scene } from "../harness/scene.ts";
import { ticketOf } from "../harness/ticket-of.ts";
import { link, seen } from "./screen.ts";

describe("what is wrong outside the client", () => {
  let scene: Scene;
  let alfa: DrivenClient;

  beforeAll(async () => {
    scene = await Scene.set({ deskClosed: true });
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(() => scene?.close());

  it("a network file that is not there, or is no JSON, is named with what to do", async () => {
    const networkFile = path.join(scene.dir, "broken.json");
    const profile = path.join(scene.dir, "broken.profile");
    const says = async (sentence: string): Promise<boolean> => {
      const client = await scene.launch("XA", { networkFile, profile });
      await client.page.getByRole("heading", { name: "A network file is needed" }).waitFor();
      const said = await seen(client.page.getByText(sentence));
      await client.close();
      return said;
    };
    const missing = "The file cannot be read. Look whether it is there and may be read by you.";
    expect(await says(missing)).toBe(true);
    writeFileSync(networkFile, "{ this is no JSON");
    const noJson = "The file is not JSON. Ask whoever gave it to you for a new one.";
    expect(await says(noJson)).toBe(true);
  });

  it("[ENROL-2] a ticket that somebody took before is said, and another one can be opened", async () => {
    alfa = await scene.launch("XA");
    const { page } = alfa;
    const place = scene.place("XA");
    const ticketFile = path.join(scene.dir, "taken.parley-ticket");
    // What the server then answers to the password of the ticket.
    const taken = { ...ticketOf(place), password: "another-password-by-now" };
    writeFileSync(ticketFile, scene.exercise.officers.oddTicket(taken));
    await hands.openTicket(page, ticketFile);
    await hands.goOnWithTicket(page);
    await hands.choosePassphrase(page);
    const alert = page.getByRole("alert").filter({ hasText: "This ticket has been used" });
    expect(await seen(alert)).toBe(true);
    await page.getByRole("heading", { name: "Open your ticket", level: 1 }).waitFor();
  });

  it("a homeserver that is away at the first start is said; signing in works once it is there", async () => {
    const { page } = alfa;
    await hands.openTicket(page, scene.place("XA").ticketFile);
    await hands.readTicket(page);
    await scene.exercise.homeserver.kill();
    await page.getByRole("button", { name: "Go on with this ticket" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "The homeserver does not answer" });
    expect(await seen(alert)).toBe(true);
    await scene.exercise.restartHomeserver();
    await page.getByRole("button", { name: "Try again" }).click();
    expect(await hands.readWords(page)).toHaveLength(12);
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
    await alfa.page.getByRole("button", { name: "Write a draft meanwhile" }).click();
    expect(await seen(link(alfa.page, "Not connected"))).toBe(true);
    await scene.exercise.restartHomeserver();
    expect(await seen(link(alfa.page, "Connected"))).toBe(true);
  });
});
