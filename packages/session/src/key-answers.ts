import type { Listing } from "./device-trust.ts";
import { isObject, type Json } from "./sync-split.ts";

/** What the machine holds under the id of a listed device. */
export type Held = "nothing" | "listed-keys" | "other-keys";

/**
 * Reads what a homeserver answers about the keys of devices, before the machine takes it up. The machine keeps for good
 * the first keys that it learns under an id, so that a server which showed others once, before it showed the listed ones,
 * would shut that device out for ever: others are not learned, and what was learned before its listing is forgotten at
 * the next answer (TRUST-1).
 */
export class KeyAnswers {
  private listed: readonly Listing[] = [];
  private held: ReadonlyMap<string, Held> = new Map();
  /** Listed devices under whose id the newest answer showed other keys. */
  private readonly shown = new Set<string>();

  /** Takes up a new list, before the machine is looked at. */
  list(listed: readonly Listing[]): void {
    this.listed = listed;
  }

  /** What the machine was seen to hold, in the order of the list. */
  saw(held: readonly Held[]): void {
    this.held = new Map(this.listed.map((one, i) => [nameOf(one), held[i] ?? "nothing"]));
  }

  /** Whether the server shows other keys than the listed ones, which the machine was not given. */
  showsOthers(one: Listing): boolean {
    return this.shown.has(nameOf(one));
  }

  /** The answer to a query, without what the machine is not to learn. */
  read(answer: Json): Json {
    const users = answer["device_keys"];
    if (!isObject(users)) return answer;
    const left = new Map(Object.entries(users));
    for (const one of this.listed) {
      const devices = left.get(one.user);
      if (!isObject(devices)) continue;
      const device = devices[one.device.id];
      const isOther = device !== undefined && !hasListedKeys(device, one);
      if (isOther) this.shown.add(nameOf(one));
      else this.shown.delete(nameOf(one));
      const held = this.held.get(nameOf(one)) ?? "nothing";
      // With the listed keys in hand the machine itself takes no others.
      if (held === "other-keys" || (isOther && held === "nothing")) {
        const { [one.device.id]: _, ...others } = devices;
        left.set(one.user, others);
      }
    }
    return { ...answer, device_keys: Object.fromEntries(left) };
  }
}

function hasListedKeys(device: unknown, { device: { id, ed25519, curve25519 } }: Listing): boolean {
  const keys = isObject(device) ? device["keys"] : null;
  return (
    isObject(keys) && keys[`ed25519:${id}`] === ed25519 && keys[`curve25519:${id}`] === curve25519
  );
}

function nameOf({ user, device }: Listing): string {
  return `${user} ${device.id}`;
}
