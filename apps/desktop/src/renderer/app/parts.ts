import { enrol, openClient } from "@parley/client";
import { browserSessions, loadMachine } from "@parley/session/browser";
import { openDexieStore } from "@parley/storage/dexie";
import type { DesktopApi } from "../../contract/index.ts";
import { systemClock } from "./clock.ts";
import type { EntryParts } from "./entry.ts";
import { keyFromPassphrase } from "./vault/passphrase-key.ts";

/** The real parts: the browser's stores and sessions, behind the one interface to the outer process. */
export function realParts(api: DesktopApi, onFault: (fault: unknown) => void): EntryParts {
  return {
    api,
    clock: systemClock,
    derive: keyFromPassphrase,
    sessions: browserSessions(),
    loadMachine,
    openStore: ({ profile, key }) =>
      openDexieStore({ name: `parley-${profile}`, key, hasRoom: () => api.diskHasRoom() }),
    enrol,
    openClient,
    reload: () => location.reload(),
    onFault,
  };
}
