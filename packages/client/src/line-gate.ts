import type { DeviceId, UserId } from "@parley/base";
import type { GateReason, GateVerdict, Log, PinnedSettings } from "@parley/directory";
import type { DeviceTrust, Member } from "@parley/session";

/** Everything that the decision who may get keys of a line rests on. */
export interface LineQuestion {
  /** The newest log held, without devices that were reported. */
  readonly log: Log;
  /** This device and its account. */
  readonly own: { readonly user: UserId; readonly isListed: boolean };
  /** The account at the other end. */
  readonly peer: UserId | null;
  /** Which end this is. */
  readonly end: "poc" | "service";
  readonly members: readonly Member[];
  readonly trust: readonly DeviceTrust[];
  readonly pinned: PinnedSettings;
  /** What the server says now; null while it has said nothing. */
  readonly settings: PinnedSettings | null;
}

const SETTINGS = ["version", "algorithm", "historyVisibility", "joinRule"] as const;

/**
 * Who may get keys of a line (GATE-1): the other end alone, once a listed device of it is trusted. A PoC's own device
 * need not be listed, since its request goes over the line; the service sends nothing to an account that is not. Pure.
 */
export function decideLineGate(question: LineQuestion): GateVerdict {
  const { log, own, peer, end, members, settings, pinned } = question;
  const reasons: GateReason[] = [];
  if (end === "service" && !own.isListed) reasons.push({ reason: "own-device-not-listed" });
  for (const setting of settings === null ? [] : SETTINGS)
    if (pinned[setting] !== settings?.[setting])
      reasons.push({ reason: "room-settings-changed", setting });
  for (const user of new Set(members.map((member) => member.user))) {
    if (user === own.user || user === peer) continue;
    const record = log.recordByUser(user);
    reasons.push(
      record === null
        ? { reason: "account-not-listed", user }
        : { reason: "account-not-in-roster", user, rec: record.id },
    );
  }
  if (reasons.length > 0) return { state: "held", reasons };
  const record = peer === null ? null : log.recordByUser(peer);
  const isThere = members.some(({ user }) => user === peer);
  if (settings === null || record === null || !isThere) return { state: "waiting", until: null };
  if ((record.kind === "service") !== (end === "poc")) return { state: "waiting", until: null };
  const devices = trusted(question, record.devices, record.user);
  if (devices.length === 0) return { state: "waiting", until: null };
  const to = [record.user];
  const sharedWith = JSON.stringify([[record.id], to, devices]);
  return { state: "open", to, notReached: [], sharedWith };
}

function trusted(
  { trust }: LineQuestion,
  listed: readonly { readonly id: DeviceId; readonly curve25519: string }[],
  user: UserId,
): readonly string[] {
  return listed
    .filter(({ id }) =>
      trust.some((one) => one.user === user && one.device === id && one.state === "trusted"),
    )
    .map(({ id, curve25519 }) => `${user} ${id} ${curve25519}`)
    .toSorted();
}
