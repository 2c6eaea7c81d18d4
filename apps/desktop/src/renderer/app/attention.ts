import type { Client } from "@parley/client";
import type { DesktopApi } from "../../contract/index.ts";

/** Tells the window how much waits, and that something arrived. Returns what ends it. */
export function keepAttention(
  client: Pick<Client, "snapshot" | "subscribe">,
  api: Pick<DesktopApi, "attention">,
  onFault: (fault: unknown) => void,
): () => void {
  let shown = -1;
  const tell = (): void => {
    const { unread } = client.snapshot();
    if (unread === shown) return;
    const arrived = shown >= 0 && unread > shown;
    shown = unread;
    api.attention({ unread, arrived }).catch(onFault);
  };
  tell();
  return client.subscribe(tell);
}
