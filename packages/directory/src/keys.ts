import type { LogRefusalReason } from "./refusal.ts";
import type { ListedDevice } from "./record.ts";
import { toUrlAlphabet } from "./shape.ts";

/** Every key of every purpose, by its bytes in base64url: one key, one purpose, one device, and never again (TRUST-3). */
export class KeyBook {
  readonly #keys = new Map<string, "in-use" | "taken-out">();

  /** Why these keys may not be listed together as new ones; null where they may. */
  refusalOf(keys: readonly string[]): LogRefusalReason | null {
    for (const [i, key] of keys.entries()) {
      const known = this.#keys.get(key);
      if (known === "taken-out") return "key-returned";
      // At most 32 keys at once: looking through them is quicker than a set.
      if (known !== undefined || keys.indexOf(key) < i) return "duplicate-key";
    }
    return null;
  }

  take(keys: readonly string[]): void {
    for (const key of keys) this.#keys.set(key, "in-use");
  }

  takeOut(keys: readonly string[]): void {
    for (const key of keys) this.#keys.set(key, "taken-out");
  }

  wasTakenOut(key: string): boolean {
    return this.#keys.get(key) === "taken-out";
  }
}

/** All keys of a device by their bytes; `readDevice` has made sure that each has one spelling. */
export function keysOf(device: ListedDevice): readonly string[] {
  return [device.act, device.seal, toUrlAlphabet(device.ed25519), toUrlAlphabet(device.curve25519)];
}
