import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { packAsar } from "./asar.ts";

/**
 * The program beside: one window as large as the client's, with the same settings, whose page shows one word and comes
 * out of the packed program in the same way. Nothing is in it that a program with a window could do without.
 */
const MAIN = `
const { readFile } = require("node:fs/promises");
const path = require("node:path");
const { app, BrowserWindow, Menu, protocol, session } = require("electron");
if (!process.argv.includes("--no-sandbox")) app.enableSandbox();
app.commandLine.appendSwitch("disable-http-cache");
app.setPath("userData", process.argv[process.argv.indexOf("--profile") + 1]);
Menu.setApplicationMenu(null);
app.on("window-all-closed", () => app.quit());
process.on("SIGTERM", () => app.quit());
const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges }]);
app.whenReady().then(() => {
  session.defaultSession.protocol.handle("app", async () => {
    const page = await readFile(path.join(app.getAppPath(), "index.html"));
    return new Response(page, { headers: { "Content-Type": "text/html" } });
  });
  session.defaultSession.setSpellCheckerEnabled(false);
  const window = new BrowserWindow({
    width: 1280, height: 720, minWidth: 960, minHeight: 600, useContentSize: true, show: false,
    webPreferences: {
      sandbox: true, contextIsolation: true, devTools: false, spellcheck: false, backgroundThrottling: false,
    },
  });
  window.removeMenu();
  window.once("ready-to-show", () => window.show());
  window.loadURL("app://empty/index.html");
});
`;

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Empty</title><p id="word">Empty</p></html>
`;

/** Puts the program into a copy of the client's own Electron, fuses and all; answers its executable. */
export function makeEmptyPage(client: string, folder: string): string {
  cpSync(path.dirname(client), folder, { recursive: true });
  const archive = packAsar({
    "package.json": JSON.stringify({ name: "empty", version: "1.0.0", main: "main.js" }),
    "main.js": MAIN,
    "index.html": PAGE,
  });
  writeFileSync(path.join(folder, "resources/app.asar"), archive);
  return path.join(folder, path.basename(client));
}
