import type { UserId } from "@parley/base";
import { readLog, type Log } from "@parley/directory";
import { entriesFrom, type Carrier } from "./carrier.ts";

/**
 * Tells the devices that a longer log takes out what takes them out. Once the service has taken that log up nothing leaves
 * for them any more, and they would go on calling themselves listed until the head that they hold is old. A log that does
 * not verify, or is no longer one of the same, tells nobody anything.
 */
export async function tellLeaving(carrier: Carrier, text: string): Promise<void> {
  const before = carrier.desk.snapshot().log;
  if (!text.startsWith(before.text) || text === before.text) return;
  const read = readLog(before.root, text);
  if (!read.ok) return;
  const log = read.value;
  const rooms = carrier
    .lines()
    .filter(({ user, open }) => open && isLeaving(before, log, user))
    .map(({ room }) => room);
  await carrier.toBefore(rooms, entriesFrom(log, before.head.n + 1));
}

/** Whether a device of this account is listed before, and not after. */
function isLeaving(before: Log, after: Log, user: UserId): boolean {
  const stays = new Set(after.listedDevices(user).map(({ act }) => act));
  return before.listedDevices(user).some(({ act }) => !stays.has(act));
}
