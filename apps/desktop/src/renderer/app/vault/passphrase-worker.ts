import { passphraseKey, ready, type PassphraseCost } from "@parley/crypto";

/** What this worker is asked, once; it ends with the answer, and its memory goes back. */
export interface PassphraseQuestion {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly cost: PassphraseCost;
}

addEventListener("message", ({ data }: MessageEvent<PassphraseQuestion>) => {
  void ready().then(() => {
    postMessage(passphraseKey(data.passphrase, data.salt, data.cost));
  });
});
