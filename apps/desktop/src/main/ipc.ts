import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from "electron";
import {
  CALLS,
  NOTICES,
  type Answered,
  type Asked,
  type Call,
  type CallName,
} from "../contract/index.ts";
import { isOwnUrl } from "./page-policy.ts";

/** An answer to each call of the contract. What it throws reaches the page as a plain failure of the call. */
export type Answers = {
  readonly [K in CallName]: (asked: Asked<K>) => Answered<K> | Promise<Answered<K>>;
};

/** Answers the window's own page, and nobody else. The only place that touches Electron's raw channels. */
export function answerCalls(window: BrowserWindow, answers: Answers): void {
  const answer = <K extends CallName>(name: K): void => {
    const call: Call<Asked<K>, Answered<K>> = CALLS[name];
    ipcMain.handle(call.channel, async (event, ...given: readonly unknown[]) => {
      if (!isOwnPage(window, event)) throw new Error(`${call.channel}: not from the own page`);
      if (given.length > 1) throw new Error(`${call.channel}: too many arguments`);
      const asked = call.asked(given[0]);
      if (!asked.ok) throw new Error(`${call.channel}: ${asked.refusal}`);
      return answers[name](asked.value);
    });
  };
  for (const name of Object.keys(CALLS) as CallName[]) answer(name);
}

export function notify(window: BrowserWindow, notice: keyof typeof NOTICES): void {
  if (!window.isDestroyed()) window.webContents.send(NOTICES[notice]);
}

function isOwnPage(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
  if (window.isDestroyed() || event.sender !== window.webContents) return false;
  const { senderFrame } = event;
  return (
    senderFrame !== null &&
    senderFrame === window.webContents.mainFrame &&
    isOwnUrl(senderFrame.url)
  );
}
