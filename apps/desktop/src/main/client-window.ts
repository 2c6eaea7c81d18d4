import path from "node:path";
import { app, dialog, session, type BrowserWindow } from "electron";
import type { NetworkProblem } from "../contract/index.ts";
import { serveScheme } from "./app-scheme.ts";
import { AttentionSigns } from "./attention.ts";
import { EXERCISE_BUILD } from "./build-kind.ts";
import { clipboardTicket } from "./clipboard-ticket.ts";
import { Closing } from "./closing.ts";
import { diskHasRoom } from "./disk-room.ts";
import { answerCalls, notify } from "./ipc.ts";
import { keychainState, keychainWrapping } from "./keychain.ts";
import { lockSession } from "./lockdown.ts";
import type { NetworkFile } from "./network-file.ts";
import { PAGE } from "./page-policy.ts";
import { Recovery } from "./recovery.ts";
import { Vault } from "./vault-file.ts";
import { windowSigns } from "./window-signs.ts";
import { makeWindow } from "./window.ts";
import { WORDS } from "./words.ts";

export interface Opening {
  readonly profile: string;
  readonly network: NetworkFile | null;
  readonly networkProblem: NetworkProblem | null;
}

export interface ClientWindow {
  readonly window: BrowserWindow;
  readonly closing: Closing;
}

/** Opens the one window of the program and wires it to the files of its profile. */
export async function openClientWindow(opening: Opening): Promise<ClientWindow> {
  const origin = opening.network?.origin ?? null;
  const appFolder = app.getAppPath();
  serveScheme(session.defaultSession, path.join(appFolder, "renderer"), origin);
  lockSession(session.defaultSession, origin);

  const window = makeWindow(appFolder);
  const signs = new AttentionSigns(
    windowSigns(window),
    EXERCISE_BUILD ? WORDS.exerciseTitle : WORDS.product,
  );
  window.on("focus", () => signs.calm());
  const closing = askBeforeClosing(window);
  reloadAfterCrashes(window, closing);

  const vault = new Vault(path.join(opening.profile, "vault.json"), keychainWrapping);

  answerCalls(window, {
    start: () => ({
      version: app.getVersion(),
      build: EXERCISE_BUILD ? "exercise" : "release",
      network: opening.network?.window ?? null,
      networkProblem: opening.networkProblem,
      keychain: keychainState(),
    }),
    vaultRead: () => vault.read(),
    vaultWrite: (sealed) => vault.write(sealed),
    vaultErase: () => vault.erase(),
    clipboardTicket,
    diskHasRoom: () => diskHasRoom(opening.profile),
    attention: (asked) => signs.show(asked),
    hearing: (hearing) => closing.heard(hearing),
    closeNow: () => closing.closeNow(),
  });
  await window.loadURL(PAGE);
  return { window, closing };
}

function askBeforeClosing(window: BrowserWindow): Closing {
  const closing = new Closing(
    { close: () => window.close(), ask: () => notify(window, "onCloseRequest") },
    (act, ms) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  );
  window.on("close", (event) => {
    if (!closing.mayClose()) event.preventDefault();
  });
  window.on("session-end", () => closing.sessionEnds());
  window.webContents.on("did-start-navigation", (event) => {
    if (event.isMainFrame && !event.isSameDocument) closing.pageLeft();
  });
  return closing;
}

function reloadAfterCrashes(window: BrowserWindow, closing: Closing): void {
  const recovery = new Recovery();
  window.webContents.on("render-process-gone", (_event, details) => {
    closing.pageLeft();
    if (details.reason === "clean-exit") return;
    if (recovery.crashed(performance.now()) === "reload") {
      window.webContents.reload();
      return;
    }
    void dialog
      .showMessageBox(window, {
        type: "error",
        title: WORDS.product,
        message: WORDS.cannotGoOn,
        detail: WORDS.keepsStopping,
      })
      .then(() => closing.closeNow());
  });
}
