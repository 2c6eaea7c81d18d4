import { accept, refuse, type Result, type RoomId } from "@parley/base";
import type { Act, SignedAct } from "./act.ts";
import type { ContextRefusal } from "./refusal.ts";

/**
 * Whether an act belongs where it arrived: in the room that its opening names, and under consultation, channel,
 * level and mode of that opening (ACT-1, ROSTER-1). `opening` is the opening act of the channel in this room; for
 * an act that opens one itself it is not looked at.
 */
export function checkContext(
  act: Act,
  room: RoomId,
  opening: SignedAct | null,
): Result<void, ContextRefusal> {
  if (act.open !== undefined)
    return act.open.room === room ? accept(undefined) : refuse("other-room");
  if (opening === null || act.chan !== opening.hash) return refuse("other-channel");
  const first = opening.act;
  if (first.open?.room !== room) return refuse("other-room");
  if (act.con !== first.con) return refuse("other-consultation");
  if (act.level !== first.level) return refuse("other-level");
  return act.mode === first.mode ? accept(undefined) : refuse("other-mode");
}
