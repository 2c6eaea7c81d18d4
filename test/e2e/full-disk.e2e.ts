import type { Client } from "@parley/client";
import { hands, TEXTS, type DrivenClient } from "@parley/exercise";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openFaceless } from "../harness/faceless.ts";
import { Scene } from "../harness/scene.ts";
import { gone, PATIENCE, seen } from "./screen.ts";

/** Lets the database of consultations and drafts refuse every write, as on a full disk; that of the keys goes on. */
async function fillDisk(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset["full"] = "yes";
    for (const name of ["put", "add"] as const) {
      const write = IDBObjectStore.prototype[name];
      IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args) {
        const base = this.transaction.db.name;
        const full = document.documentElement.dataset["full"] === "yes";
        if (full && base.startsWith("parley-") && !base.includes("::"))
          throw new DOMException("the disk is full", "QuotaExceededError");
        return write.apply(this, args);
      };
    }
  });
}

async function makeRoom(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset["full"] = "no";
  });
}

describe("a form whose draft the disk refuses", () => {
  let scene: Scene;
  let bravo: Client;
  let alfa: DrivenClient;
  let page: Page;
  const form = () => page.getByRole("region", { name: "Form" });
  const reference = () => form().getByLabel(/^Incident reference/);

  beforeAll(async () => {
    scene = await Scene.set();
    bravo = await openFaceless(scene.exercise, scene.place("XB"));
    [alfa] = (await scene.arrive("XA")) as [DrivenClient];
    page = alfa.page;
    await hands.chooseOffice(page, "Bravo");
    await hands.fillNotification(page);
    await page.getByText("Saved on this device").waitFor();
    await fillDisk(page);
    await reference().fill("typed while the disk is full");
    await page.getByText("Not saved: this device could not store the draft.").waitFor();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await scene?.tellTrouble(task.name);
  });

  afterAll(async () => {
    await bravo?.close();
    await scene?.close();
  });

  it("stays where Home is chosen, and says why", async () => {
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: "Home" })
      .click();
    expect(
      await seen(page.getByText("You are still here: what you typed could not be stored")),
    ).toBe(true);
    expect(await reference().inputValue()).toBe("typed while the disk is full");
  });

  it("is not locked or closed without a word", async () => {
    await page.getByRole("button", { name: "Lock now" }).click();
    const lock = page.getByRole("alertdialog", { name: "Lock the vault?" });
    await lock.getByRole("button", { name: "Lock without keeping it" }).waitFor();
    await lock.getByRole("button", { name: "Go back" }).click();
    await alfa.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    const quit = page.getByRole("alertdialog", { name: "Close Parley?" });
    await quit.getByRole("button", { name: "Close without keeping it" }).waitFor();
    await quit.getByRole("button", { name: "Go back" }).click();
    expect(await reference().inputValue()).toBe("typed while the disk is full");
  });

  it("is left once there is room, with everything typed", async () => {
    await makeRoom(page);
    await page.getByRole("button", { name: "Try to leave again" }).click();
    const goOn = page.getByRole("button", { name: /^Go on/ });
    expect(await seen(goOn)).toBe(true);
    await goOn.click();
    expect(await reference().inputValue()).toBe("typed while the disk is full");
    expect(await gone(page.getByText("You are still here"))).toBe(true);
  });

  it("is never called gone by its own sending", async () => {
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.body.textContent.includes("This draft is not here any more"))
          document.documentElement.dataset["flashed"] = "yes";
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await reference().fill(TEXTS.incidentReference);
    await hands.askToSign(page);
    await hands.sign(page);
    await expect.poll(() => bravo.snapshot().consultations.length, PATIENCE).toBe(1);
    expect(await page.evaluate(() => document.documentElement.dataset["flashed"])).toBeUndefined();
  });

  it("holds for a note as well", async () => {
    await page.evaluate(() => {
      document.documentElement.dataset["full"] = "yes";
    });
    const field = page.getByRole("textbox", { name: "Note" });
    await field.fill("written while the disk is full");
    await page.getByText("Not saved on this device").waitFor();
    const home = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" });
    await home.click();
    expect(await seen(page.getByText("You are still here"))).toBe(true);
    expect(await field.inputValue()).toBe("written while the disk is full");
    await makeRoom(page);
    await home.click();
    expect(await seen(page.getByRole("button", { name: /^Go on.*Note to Bravo/ }))).toBe(true);
  });
});
