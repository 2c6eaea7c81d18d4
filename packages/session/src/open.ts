import { MatrixClient } from "matrix-js-sdk/lib/client.js";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { AllDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { MemoryStore } from "matrix-js-sdk/lib/store/memory.js";
import { HomeserverFetch, type FetchWatch } from "./homeserver-fetch.ts";
import { LiveSession } from "./live-session.ts";
import type { Session, SessionOptions } from "./port.ts";
import { quietLogger, silenceSdk } from "./quiet-logger.ts";
import { keepDroppedPromises } from "./sdk-promises.ts";
import { withoutSdkTimers } from "./sdk-timers.ts";

/** Crypto stores that are open in this process: the machine is not made for two at a time. */
const open = new Set<string>();

/**
 * Opens the crypto store and makes its machine, without the network. Nothing but the crypto store is kept on disk:
 * every start syncs anew, asks for all device lists, and pages each room back to what was seen.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { credentials, storePrefix, storageKey } = options;
  if (open.has(storePrefix)) throw new Error("this crypto store is open already");
  open.add(storePrefix);
  const release = (): void => void open.delete(storePrefix);
  try {
    silenceSdk();
    keepDroppedPromises();
    const watch: { current: FetchWatch | null } = { current: null };
    const way = new HomeserverFetch(credentials.homeserver, {
      failed: () => watch.current?.failed(),
      synced: (answer) => watch.current?.synced(answer),
      devices: (answer) => watch.current?.devices(answer) ?? answer,
    });
    const client = makeClient(options, way);
    await client.initRustCrypto({
      cryptoDatabasePrefix: storePrefix,
      storageKey: new Uint8Array(storageKey),
    });
    const crypto = await prepareCrypto(client);
    const keys = await crypto.getOwnDeviceKeys();
    const session = new LiveSession({ options, client, crypto, way, keys, release });
    watch.current = session;
    return session;
  } catch (error) {
    release();
    throw error;
  }
}

function makeClient({ credentials }: SessionOptions, way: HomeserverFetch): MatrixClient {
  const client = new MatrixClient({
    baseUrl: credentials.homeserver,
    userId: credentials.user,
    deviceId: credentials.device,
    accessToken: credentials.accessToken,
    store: new MemoryStore(),
    fetchFn: way.fetch,
    disableVoip: true,
    logger: quietLogger,
  });
  withoutSdkTimers(client);
  return client;
}

/** None of this is kept in the store: it is set at every start, before anything can be encrypted (TRUST-1). */
async function prepareCrypto(client: MatrixClient): Promise<CryptoBackend> {
  const crypto = client.getCrypto() as CryptoBackend | undefined;
  if (crypto === undefined) throw new Error("no crypto machine");
  crypto.setDeviceIsolationMode(new AllDevicesIsolationMode(true));
  crypto.globalBlacklistUnverifiedDevices = true;
  // A first sync tells nothing about device lists that changed while this device was away.
  await crypto.markAllTrackedUsersAsDirty();
  return crypto;
}
