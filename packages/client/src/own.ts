import type { Instant, Mode } from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import type { MachineDevice } from "@parley/session";
import type { Channel } from "./channel.ts";
import { signedIn } from "./signed-in.ts";
import type { State } from "./state.ts";

/** The office of this device's account, while this very device is listed for it with all its keys. */
export function ownOffice(state: State, device: MachineDevice): DirectoryRecord | null {
  const record = state.listed.recordByUser(state.profile.user);
  const listed = record?.devices.some(
    (one) =>
      one.id === device.id &&
      one.ed25519 === device.ed25519 &&
      one.curve25519 === device.curve25519 &&
      one.act === state.profile.act.publicKey,
  );
  return record !== null && listed === true ? record : null;
}

/** The office of this device's account where an act of this channel names this very device with all its keys (TRUST-2). */
export function officeNamedIn(
  state: State,
  channel: Channel,
  device: MachineDevice,
  now: Instant,
): DirectoryRecord | null {
  const named = signedIn(state, channel, now).some(
    (one) =>
      one.user === state.profile.user &&
      one.device.id === device.id &&
      one.device.ed25519 === device.ed25519 &&
      one.device.curve25519 === device.curve25519 &&
      one.device.act === state.profile.act.publicKey,
  );
  return named ? state.log.recordByUser(state.profile.user) : null;
}

/** How this device stands in the directory (TRUST-3: a key that was taken out never comes back). */
export function listingOf(state: State, device: MachineDevice): "waiting" | "listed" | "disabled" {
  if (ownOffice(state, device) !== null) return "listed";
  const isOut = state.log.disabledAt(state.ownKey) !== null || state.reports.has(state.ownKey);
  return isOut ? "disabled" : "waiting";
}

/** Mode of new consultations: that of the directory. */
export function modeOf(state: State): Mode {
  return state.root.mode === "exercise" ? "exercise" : "real";
}
