import { FIXED_SETTINGS, type RoomSettings } from "@parley/session";
import type { Core } from "./core.ts";
import { pinnedSettings } from "./gate.ts";

/**
 * ROOM-1: tells the session what was stored, and stores what is there for the first time. Inside the queue. `pinned` is
 * called when the settings of a room were stored: what waited for them may go on.
 */
export async function pinRooms(core: Core, pinned: () => void): Promise<void> {
  for (const row of core.state.rooms.values()) {
    const { session } = core;
    if (session === null || core.closed) return;
    const stored = pinnedSettings(core, row.room);
    if (stored !== null) {
      session.pin(row.room, stored);
      continue;
    }
    const settings = session.rooms().includes(row.room) ? session.settings(row.room) : null;
    if (settings === null) continue;
    const right = rightOf(settings);
    if (!(await core.commit({ rooms: [{ ...row, settings: JSON.stringify(right) }] }))) continue;
    session.pin(row.room, right);
    pinned();
  }
}

/**
 * What is stored of a room that somebody else made: its version, and of what keys depend on never the server's first word,
 * but what every room is made with. A server that says otherwise from the start holds the room.
 */
function rightOf({ version }: RoomSettings): RoomSettings {
  return { ...FIXED_SETTINGS, version };
}
