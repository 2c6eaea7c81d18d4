import { contextBridge, ipcRenderer } from "electron";
import {
  CALLS,
  NOTICES,
  type Answered,
  type Asked,
  type Call,
  type CallName,
  type DesktopApi,
} from "../contract/index.ts";

async function ask<K extends CallName>(name: K, asked: Asked<K>): Promise<Answered<K>> {
  const call: Call<Asked<K>, Answered<K>> = CALLS[name];
  const answered = call.answered(await ipcRenderer.invoke(call.channel, asked));
  if (!answered.ok) throw new Error(`${call.channel}: ${answered.refusal}`);
  return answered.value;
}

/** A notice carries nothing, so nothing of the message reaches the page. */
function listen(notice: keyof typeof NOTICES, listener: () => void): () => void {
  const heard = (): void => listener();
  ipcRenderer.on(NOTICES[notice], heard);
  return () => ipcRenderer.off(NOTICES[notice], heard);
}

/** How many of the page's listeners would ask the person before closing. */
let closeListeners = 0;

const api: DesktopApi = {
  start: () => ask("start", undefined),
  vaultRead: () => ask("vaultRead", undefined),
  vaultWrite: (sealed) => ask("vaultWrite", sealed),
  vaultErase: () => ask("vaultErase", undefined),
  clipboardTicket: () => ask("clipboardTicket", undefined),
  diskHasRoom: () => ask("diskHasRoom", undefined),
  attention: (asked) => ask("attention", asked),
  onCloseRequest: (listener) => {
    const stop = listen("onCloseRequest", () => {
      listener();
      void ask("hearing", "heard");
    });
    closeListeners += 1;
    void ask("hearing", "listening");
    let stopped = false;
    return () => {
      if (stopped) return;
      stopped = true;
      stop();
      closeListeners -= 1;
      if (closeListeners === 0) void ask("hearing", "deaf");
    };
  },
  closeNow: () => ask("closeNow", undefined),
};

contextBridge.exposeInMainWorld("parley", api);
