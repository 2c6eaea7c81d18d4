import { readFileSync } from "node:fs";
import { hands, type DrivenClient, type Place } from "@parley/exercise";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startHostileProxy, type HostileProxy, type Passing } from "../harness/hostile-proxy.ts";
import { Operator } from "../harness/operator.ts";
import { readdress } from "../harness/readdress.ts";
import { Scene } from "../harness/scene.ts";
import { ticketOf } from "../harness/ticket-of.ts";
import { PATIENCE, seen } from "./screen.ts";

/** A request that the homeserver carries out and whose reply never comes. */
interface Held {
  readonly request: Passing;
}

/** One office's client on a line that somebody else holds, ended at the worst moments; each test goes on from the last. */
describe("joining with the packaged client", () => {
  let scene: Scene;
  let line: HostileProxy;
  let operator: Operator;
  let place: Place;
  let client: DrivenClient;

  beforeAll(async () => {
    scene = await Scene.set({ states: ["XA"], deskClosed: true });
    place = scene.place("XA");
    line = await startHostileProxy(scene.exercise.homeserver.baseUrl);
    readdress(place, line.baseUrl);
    operator = await Operator.of(scene.exercise.homeserver);
    client = await scene.launch("XA");
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await line?.stop();
    await scene?.close();
  });

  const title = (): Promise<string | null> =>
    client.page.getByRole("heading", { level: 1 }).textContent();
  const press = (name: string): Promise<void> =>
    client.page.getByRole("button", { name, exact: true }).click();

  /** The first such request is carried out, and its reply kept back; all others pass. */
  const holding = (which: (request: Passing) => boolean): Promise<Held> =>
    new Promise((resolve) => {
      let held = false;
      line.set((request) => {
        if (held || !which(request)) return "pass";
        held = true;
        return { carriedOut: true, write: () => resolve({ request }) };
      });
    });

  it("takes a ticket that is dropped anywhere in the window, or lies in the clipboard; nothing else that lies there", async () => {
    const { page, app } = client;
    const text = readFileSync(place.ticketFile, "utf8");
    await page.getByRole("heading", { name: "Open your ticket" }).waitFor();
    await page.evaluate((ticket) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([ticket], "alfa.parley-ticket"));
      document.body.dispatchEvent(
        new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }),
      );
    }, text);
    await hands.readTicket(page);
    await press("This is not mine");

    const toClipboard = (words: string): Promise<void> =>
      app.evaluate(({ clipboard }, said) => clipboard.writeText(said), words);
    await toClipboard("a password that lies in the clipboard");
    expect(await page.evaluate("parley.clipboardTicket()")).toBeNull();
    await press("Paste from the clipboard");
    const fault = page
      .getByRole("alert")
      .filter({ hasText: "There is no ticket in the clipboard" });
    expect(await seen(fault)).toBe(true);
    await toClipboard(text);
    await press("Paste from the clipboard");
    await hands.readTicket(page);
    await press("This is not mine");
    await page.getByRole("heading", { name: "Open your ticket" }).waitFor();
    await page.keyboard.press("Control+V");
    await hands.readTicket(page);
  });

  it("[ENROL-2] spends the ticket to its end where the program ends with the answer to the sign-in under way", async () => {
    const held = holding(({ method, path }) => method === "POST" && path.endsWith("/login"));
    await hands.goOnWithTicket(client.page);
    await hands.choosePassphrase(client.page);
    await held;
    await client.kill();

    const replaced = holding(
      ({ path, body }) => path.endsWith("/account/password") && body.includes("m.login.password"),
    );
    client = await scene.unlock("XA");
    await replaced;
    expect(await title()).toBe("Signing in");
  });

  it("[ENROL-2] and where it ends with the answer to the new password under way", async () => {
    await client.kill();
    line.set(() => "pass");
    client = await scene.unlock("XA");
    const words = await hands.readWords(client.page);
    expect(words).toHaveLength(12);
    // The sign-in that was lost has ended, and the ticket's password with it.
    expect(await operator.devices(place.user)).toHaveLength(1);
    const { user, password } = ticketOf(place);
    const again = await fetch(`${scene.exercise.homeserver.baseUrl}/_matrix/client/v3/login`, {
      method: "POST",
      body: JSON.stringify({
        type: "m.login.password",
        identifier: { type: "m.id.user", user },
        password,
      }),
    });
    expect(again.status).toBe(403);
    expect(await scene.exercise.officers.hear(place, words)).toBe("noted");
  });

  it("[ENROL-1] shows the words larger, and letter by letter", async () => {
    const { page } = client;
    const words = await hands.readWords(page);
    await press("Larger, on a page of its own");
    await page.getByRole("heading", { name: "Twelve words" }).waitFor();
    const large = page.getByRole("list", { name: "Words of this device" }).locator("b");
    expect(await large.allTextContents()).toEqual(words);
    await press("Back");
    await press("Spell the words");
    const dialog = page.getByRole("dialog", { name: "The words, letter by letter" });
    expect(await dialog.locator("b").allTextContents()).toEqual(words);
    await dialog.getByRole("button", { name: "Close" }).click();
  });

  it("says what happened and what to do where its key is disabled, and leaves what is here to be read", async () => {
    await scene.exercise.openDesk();
    await hands.goToDesk(client.page);
    await expect.poll(title, PATIENCE).toBe("Nothing needs you now");
    await scene.exercise.officers.disable(place.office.id);
    await expect.poll(title, PATIENCE).toBe("The key of this device was disabled");
    expect(await seen(client.page.getByText("Telephone an officer of the directory"))).toBe(true);
    await press("Look at what is here");
    await client.page.getByRole("navigation", { name: "Main" }).waitFor();
    await client.close();
    client = await scene.unlock("XA");
    await expect.poll(title, PATIENCE).toBe("The key of this device was disabled");
    await press("Sign out and remove");
    const { page } = client;
    await page.getByText("Remove all of it from this device").click();
    await page
      .getByRole("dialog")
      .or(page.getByRole("alertdialog"))
      .getByRole("button", { name: "Sign out and remove" })
      .click();
    await expect.poll(title, PATIENCE).toBe("Open your ticket");
    expect(await page.evaluate("indexedDB.databases()")).toEqual([]);
  });
});

/** One that stops while it waits. */
describe("stopping with the packaged client", () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.set({ states: ["XB"], deskClosed: true });
  });

  afterAll(async () => {
    await scene?.close();
  });

  it("[ENROL-1] explains, signs the device out, and leaves nothing", async () => {
    const { page } = await scene.launch("XB");
    const operator = await Operator.of(scene.exercise.homeserver);
    const place = scene.place("XB");
    await hands.enrol(page, place);
    const stop = page.getByRole("button", { name: "Stop here", exact: true });
    await stop.click();
    const dialog = page.getByRole("alertdialog", { name: "Stop here?" });
    await dialog.getByRole("button", { name: "Go back" }).click();
    expect(await operator.devices(place.user)).toHaveLength(1);
    await stop.click();
    await dialog.getByRole("button", { name: "Sign out and remove" }).click();
    await page.getByRole("heading", { name: "Open your ticket" }).waitFor();
    await expect.poll(() => operator.devices(place.user), PATIENCE).toHaveLength(0);
  });
});
