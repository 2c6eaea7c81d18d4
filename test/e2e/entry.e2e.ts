import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ready } from "@parley/crypto";
import { ListingDesk, technicalOffice, writeExerciseFile } from "@parley/exercise";
import { startHomeserver, type Account, type Homeserver } from "@parley/homeserver";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, launchDesktop } from "../harness/desktop.ts";
import { type Display, startDisplay } from "../harness/display.ts";

const PASSPHRASE = "orchard window copper lamp";
/** Waiting for what the client does by itself. */
const SOON = { timeout: 60_000 };

/** One office's client from its first start to signing out, on a real homeserver; each test goes on from the last. */
describe("the way in and out of the packaged client", () => {
  const at = mkdtempSync(path.join(tmpdir(), "parley-entry-"));
  const office = technicalOffice("XA", 1);
  const request = path.join(at, "request");
  const exercise = path.join(at, "exercise.json");
  let homeserver: Homeserver;
  let desk: ListingDesk;
  let account: Account;
  let display: Display;
  let client: Desktop;

  const start = async (): Promise<Page> => {
    client = await launchDesktop({ profile: path.join(at, "profile"), exercise, display });
    return client.page;
  };
  const write = (more: { readonly homeserver?: string; readonly password?: string }): void =>
    writeExerciseFile(exercise, {
      homeserver: more.homeserver ?? homeserver.baseUrl,
      root: desk.root,
      account: account.user,
      password: more.password ?? account.password,
      request,
      log: desk.logFile,
    });
  /** Title of the screen. */
  const title = (): Promise<string | null> =>
    client.page.getByRole("heading", { level: 1 }).textContent();
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole("button", { name, exact: true }).click();
  const type = (page: Page, passphrase: string): Promise<void> =>
    page.getByLabel("Passphrase", { exact: true }).fill(passphrase);

  beforeAll(async () => {
    await ready();
    display = await startDisplay();
    homeserver = await startHomeserver({ dir: path.join(at, "homeserver"), exercise: true });
    account = await homeserver.createAccount();
    desk = new ListingDesk({ dir: at, now: () => Date.now() });
  });

  afterAll(async () => {
    await client?.close();
    desk?.close();
    await homeserver?.stop();
    await display?.stop();
    rmSync(at, { recursive: true, force: true });
  });

  it("says what is in the way of signing in: no answer, then a wrong password", async () => {
    write({ homeserver: "http://127.0.0.1:9" });
    let page = await start();
    await press(page, "Sign in");
    const said = (): Promise<string | null> => client.page.getByRole("alert").first().textContent();
    await expect.poll(said, SOON).toContain("The homeserver does not answer");
    await client.close();

    write({ password: "not this one" });
    page = await start();
    await press(page, "Sign in");
    await expect
      .poll(said, SOON)
      .toContain("The server did not accept the password of this account");
    await client.close();
  });

  it("locks what it keeps under a passphrase and waits to be listed", async () => {
    write({});
    const page = await start();
    await press(page, "Sign in");
    await expect.poll(title, SOON).toBe("Choose a passphrase");
    await type(page, "short");
    await press(page, "Lock with this passphrase");
    await page.getByText("12 characters are needed; these are 5.").waitFor();
    await type(page, PASSPHRASE);
    await page.getByLabel("Once more").fill("orchard");
    await press(page, "Lock with this passphrase");
    await page.getByText("The two do not match yet.").waitFor();
    await page.getByLabel("Once more").fill(PASSPHRASE);
    await press(page, "Lock with this passphrase");
    await expect.poll(title, SOON).toBe("Waiting to be listed");
  });

  it("becomes a desk as soon as the directory lists it", async () => {
    desk.serve({ office, user: account.user, request });
    await expect.poll(title, SOON).toBe("Nothing needs you now");
    await client.page.getByText("Alfa, Technical PoC").waitFor();
  });

  it("forgets its keys by one key press, and opens for the right passphrase only", async () => {
    const { page } = client;
    await page.keyboard.press("Control+Shift+L");
    await expect.poll(title, SOON).toBe("Vault locked");
    await type(page, "orchard window copper lamb");
    await press(page, "Open the vault");
    await page.getByText("This passphrase did not open the vault.").waitFor();
    await type(page, PASSPHRASE);
    const open = page.getByRole("button", { name: "Open the vault" });
    await expect.poll(() => open.getAttribute("aria-disabled"), SOON).toBeNull();
    await open.click();
    await expect.poll(title, SOON).toBe("Nothing needs you now");
  });

  it("opens after its process was killed, with the homeserver away", async () => {
    await client.kill();
    await homeserver.kill();
    const page = await start();
    await expect.poll(title, SOON).toBe("Vault locked");
    await type(page, PASSPHRASE);
    await press(page, "Open the vault");
    await expect.poll(title, SOON).toBe("Nothing needs you now");
    await page.getByText("Not connected", { exact: true }).waitFor();
    homeserver = await startHomeserver({ dir: path.join(at, "homeserver"), exercise: true });
    await page.getByText("Connected", { exact: true }).waitFor({ timeout: 60_000 });
  });

  it("removes everything when it is signed out, and can be set up anew", async () => {
    const { page } = client;
    await press(page, "Settings and ways out");
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByText("Remove all of it from this device").click();
    await press(page, "Sign out and remove");
    await expect.poll(title, SOON).toBe("Sign in");
    const names = await page.evaluate(async () =>
      (await indexedDB.databases()).map((database) => database.name),
    );
    expect(names).toEqual([]);
  });
});
