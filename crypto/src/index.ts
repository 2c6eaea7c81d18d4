export { randomBytes, ready, sha512, wipe } from "./sodium.ts";
export { makeSealKeyPair, makeSignKeyPair, signKeyPairOf, type KeyPair } from "./key-pair.ts";
export { PUBLIC_KEY_BYTES, SIGNATURE_BYTES, sign, verify } from "./signature.ts";
export { SEAL_KEY_BYTES, SEAL_OVERHEAD_BYTES, open, seal } from "./sealed-box.ts";
export {
  PASSPHRASE_COST,
  PASSPHRASE_SALT_BYTES,
  parsePassphraseCost,
  passphraseKey,
  type PassphraseCost,
} from "./passphrase.ts";
export {
  LEAST_CHARACTERS,
  characterCount,
  passphraseAdvice,
  type PassphraseAdvice,
} from "./passphrase-advice.ts";
export { openUnderPassphrase, sealUnderPassphrase, type PassphraseBox } from "./passphrase-box.ts";
export { WORDS, wordsOf } from "./words.ts";
