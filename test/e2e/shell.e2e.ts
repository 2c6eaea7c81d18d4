import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeNetworkFile } from "@parley/exercise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desktop, launchDesktop } from "../harness/desktop.ts";
import { type Display, startDisplay } from "../harness/display.ts";

/** A server on this machine that counts who reaches it. */
class Reachable {
  readonly #server: Server;
  hits = 0;

  constructor() {
    this.#server = createServer((_request, response) => {
      this.hits += 1;
      response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("reached");
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe("the packaged client's shell", () => {
  const at = mkdtempSync(path.join(tmpdir(), "parley-shell-"));
  const homeserver = new Reachable();
  const elsewhere = new Reachable();
  let homeserverUrl: string;
  let elsewhereUrl: string;
  let display: Display;
  let client: Desktop;

  beforeAll(async () => {
    homeserverUrl = await homeserver.open();
    elsewhereUrl = await elsewhere.open();
    const network = path.join(at, "network.json");
    writeNetworkFile(network, { homeserver: homeserverUrl, server: "localhost", root: "no root" });
    display = await startDisplay();
    client = await launchDesktop({ profile: path.join(at, "profile"), network, display });
  });

  afterAll(async () => {
    await client?.close();
    await display?.stop();
    homeserver.close();
    elsewhere.close();
    rmSync(at, { recursive: true, force: true });
  });

  it("opens its page at 1280 by 720, from its own scheme, with its policy as a header", async () => {
    const { page } = client;
    expect(page.url()).toBe("app://parley/index.html");
    expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 720]);
    const policy = await page.evaluate(async () =>
      (await fetch("app://parley/index.html")).headers.get("content-security-policy"),
    );
    expect(policy?.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      `connect-src 'self' ${homeserverUrl}`,
      "worker-src 'self'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types parley-vault-worker",
    ]);
  });

  it("keeps to its policy itself: its page loads without a violation", async () => {
    const { page } = client;
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#root")?.childElementCount !== 0);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(said).toEqual([]);
    // The listener would have heard of one.
    await page.evaluate(() => fetch("https://example.org/").catch(() => undefined));
    expect(said.join("\n")).toContain("Content Security Policy");
  });

  it("reaches its homeserver and nothing else, by the page's policy and below it", async () => {
    const { page, app } = client;
    const reach = (url: string): Promise<string> =>
      page.evaluate(
        (to) =>
          fetch(to).then(
            (answer) => answer.text(),
            () => "refused",
          ),
        url,
      );
    expect(await reach(homeserverUrl)).toBe("reached");
    expect(await reach(elsewhereUrl)).toBe("refused");
    expect(await reach("file:///etc/hostname")).toBe("refused");
    // The same from the owning process, where no page's policy stands in the way.
    const below = (url: string): Promise<string> =>
      app.evaluate(
        ({ session }, to) =>
          session.defaultSession.fetch(to).then(
            (answer) => answer.text(),
            () => "refused",
          ),
        url,
      );
    expect(await below(homeserverUrl)).toBe("reached");
    expect(await below(elsewhereUrl)).toBe("refused");
    expect(homeserver.hits).toBeGreaterThan(0);
    expect(elsewhere.hits).toBe(0);
  });

  it("opens no window, follows no link, frames nothing, downloads nothing", async () => {
    const { page, app } = client;
    expect(await page.evaluate((to) => window.open(to) === null, elsewhereUrl)).toBe(true);
    await page.evaluate(async (to) => {
      const link = document.createElement("a");
      link.href = to;
      document.body.append(link);
      link.click();
      link.target = "_blank";
      link.click();
      link.download = "x";
      link.click();
      link.remove();
      const frame = document.createElement("iframe");
      frame.src = to;
      document.body.append(frame);
      location.assign(to);
      location.assign("file:///etc/hostname");
      await new Promise((resolve) => setTimeout(resolve, 500));
      frame.remove();
    }, elsewhereUrl);
    expect(page.url()).toBe("app://parley/index.html");
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(elsewhere.hits).toBe(0);
  });

  it("has no Node in the page, and only the contract beside the web's own", async () => {
    const found = await client.page.evaluate(() => ({
      node: [typeof Reflect.get(window, "require"), typeof Reflect.get(window, "process")],
      api: Object.keys(Reflect.get(window, "parley") as object).sort(),
      frozen: Object.isFrozen(Reflect.get(window, "parley")),
    }));
    expect(found.node).toEqual(["undefined", "undefined"]);
    expect(found.frozen).toBe(true);
    expect(found.api).toEqual([
      "attention",
      "clipboardTicket",
      "closeNow",
      "diskHasRoom",
      "onCloseRequest",
      "start",
      "vaultErase",
      "vaultRead",
      "vaultWrite",
    ]);
  });

  it("takes no text for a script", async () => {
    const caught = await client.page.evaluate(() => {
      const attempts: Record<string, () => unknown> = {
        html: () => (document.createElement("p").innerHTML = "<b>x</b>"),
        worker: () => new Worker("app://parley/x.js"),
        policy: () =>
          (
            Reflect.get(window, "trustedTypes") as { createPolicy(name: string, how: object): void }
          ).createPolicy("any", {}),
        source: () => (document.createElement("script").src = "app://parley/x.js"),
        text: () => (document.createElement("script").textContent = "1"),
      };
      return Object.entries(attempts).map(([name, attempt]) => {
        try {
          attempt();
          return `${name}: went through`;
        } catch (error) {
          return error instanceof TypeError ? name : `${name}: ${String(error)}`;
        }
      });
    });
    expect(caught).toEqual(["html", "worker", "policy", "source", "text"]);
  });

  it("grants no permission and no device", async () => {
    const found = await client.page.evaluate(async () => {
      const names = ["geolocation", "camera", "microphone", "notifications", "clipboard-read"];
      const states = await Promise.all(
        names.map(
          async (name) =>
            (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      );
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => "granted",
        (error: unknown) => (error as Error).name,
      );
      return { states, media };
    });
    expect(new Set(found.states)).toEqual(new Set(["denied"]));
    expect(found.media).not.toBe("granted");
  });

  it("refuses messages of another shape at the edge", async () => {
    const refused = await client.page.evaluate(async () => {
      const parley = Reflect.get(window, "parley") as Record<
        string,
        (asked: unknown) => Promise<unknown>
      >;
      const fails = (call: string, asked: unknown): Promise<boolean> =>
        (parley[call] as (asked: unknown) => Promise<unknown>)(asked).then(
          () => false,
          () => true,
        );
      return [
        await fails("vaultWrite", 7),
        await fails("vaultWrite", "not base64url!"),
        await fails("attention", { unread: -1, arrived: false }),
        await fails("attention", { unread: 1, arrived: false, text: "x" }),
      ];
    });
    expect(refused).toEqual([true, true, true, true]);
  });

  it("shows how much waits on its title", async () => {
    const title = (): Promise<string | undefined> =>
      client.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    const show = (unread: number): Promise<void> =>
      client.page.evaluate(
        (count) =>
          (Reflect.get(window, "parley") as { attention(asked: object): Promise<void> }).attention({
            unread: count,
            arrived: count > 0,
          }),
        unread,
      );
    await show(3);
    expect(await title()).toBe("(3) Parley – EXERCISE");
    await show(0);
    expect(await title()).toBe("Parley – EXERCISE");
  });

  it("loads its page again after a crash", async () => {
    const answer = await client.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) return null;
      const loaded = new Promise<void>((resolve) => {
        contents.once("did-finish-load", () => resolve());
      });
      contents.forcefullyCrashRenderer();
      await loaded;
      return contents.executeJavaScript("window.parley.start()") as Promise<unknown>;
    });
    expect(answer).toMatchObject({ build: "exercise", network: { homeserver: homeserverUrl } });
  });
});
