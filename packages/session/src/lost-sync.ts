import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";

/** When, by crypto store, a sync was last lost; outlives the session that takes the place of one. */
const lostAt = new Map<string, number>();
/** So long after one a further lost sync is passed over, in ms. */
const AGAIN = 60_000;

/**
 * Tells where the machine could not take in what a sync brought: its store takes no writes, most likely. The SDK passes
 * over it, and the keys in it are gone with the next sync, which must not be asked for. Told once in a while only: a
 * message that no machine takes must not stop it for good.
 */
export function tellLostSyncs(crypto: CryptoBackend, store: string, tell: () => void): void {
  const take = crypto.processSyncChanges.bind(crypto);
  crypto.processSyncChanges = async (changes) => {
    try {
      return await take(changes);
    } catch (error) {
      const now = performance.now();
      if (now - (lostAt.get(store) ?? Number.NEGATIVE_INFINITY) >= AGAIN) {
        lostAt.set(store, now);
        tell();
      }
      throw error;
    }
  };
}
