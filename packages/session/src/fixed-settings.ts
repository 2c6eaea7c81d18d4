import type { RoomSettings } from "./port.ts";

/** What every room is created with, and pinned to (ROOM-1). */
export const FIXED_SETTINGS: RoomSettings = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};
