import type { Instant } from "@parley/base";
import type { Log } from "@parley/directory";
import type { Folded } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import { signedIn, type SignedDevice } from "./signed-in.ts";
import type { State } from "./state.ts";
import { withSigned } from "./with-signed.ts";

/** The log as it counts now in one channel: with the devices that its acts name. */
export function listedIn(state: State, channel: Channel | null, now: Instant): Log {
  return channel === null ? state.listed : withSigned(state.listed, signedIn(state, channel, now));
}

/**
 * Devices that may be trusted, beside the listed ones. A machine trusts a device in all rooms or in none: so only
 * where it counts in every channel here that has its record in the roster.
 */
export function signedEverywhere(state: State, now: Instant): readonly SignedDevice[] {
  const names = ({ facts }: Folded): boolean => facts.devices.length > 0;
  // The ordinary case: asked after every piece of work.
  if (![...state.channels.values()].some((channel) => names(channel.folded(state.log)))) return [];
  const channels = [...state.channels.values()].map((channel) => ({
    roster: new Set(channel.roster(state.log)),
    signed: signedIn(state, channel, now),
  }));
  const all = new Map<string, SignedDevice>();
  for (const one of channels.flatMap(({ signed }) => signed)) {
    const before = all.get(sameness(one));
    if (before === undefined || one.until < before.until) all.set(sameness(one), one);
  }
  return [...all.values()].filter((device) =>
    channels.every(
      ({ roster, signed }) =>
        !roster.has(device.rec) || signed.some((one) => sameness(one) === sameness(device)),
    ),
  );
}

/** Two acts may name one key with different machine keys: those are different devices. */
function sameness({ rec, key, device }: SignedDevice): string {
  return [rec, key, device.id, device.ed25519, device.curve25519].join(" ");
}
