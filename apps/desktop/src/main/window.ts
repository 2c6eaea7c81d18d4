import path from "node:path";
import { BrowserWindow } from "electron";
import { EXERCISE_BUILD } from "./build-kind.ts";

/** Size of the page, in CSS pixels: the smallest on which every screen is laid out in full. */
const SIZE = { width: 1280, height: 720 } as const;
const LEAST = { minWidth: 960, minHeight: 600 } as const;

/** A window that shows nothing yet. Its page has no way to Node, and devices of developers stay out of the program. */
export function makeWindow(appFolder: string): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    ...LEAST,
    useContentSize: true,
    show: false,
    webPreferences: {
      preload: path.join(appFolder, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: false,
      spellcheck: false,
      disableDialogs: true,
      // What arrives must ring while the window is hidden, too.
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  // Keeps the window out of screen recordings where the system can (not on Linux). Exercises are there to be shown.
  if (!EXERCISE_BUILD) window.setContentProtection(true);
  window.on("page-title-updated", (event) => event.preventDefault());
  window.once("ready-to-show", () => window.show());
  return window;
}
