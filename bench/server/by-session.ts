import { randomBytes } from "node:crypto";
import type { RoomId } from "@parley/base";
import type { Office } from "../../test/harness/office.ts";
import { shown } from "../shown.ts";

/**
 * How long a note takes that the session alone encrypts and sends, past everything above it: gate and SDK, machine,
 * request; in ms until the homeserver has accepted it. Ends when the other client shows it.
 */
export async function sendBySession(from: Office, to: Office, room: RoomId): Promise<number> {
  const before = to.notes().length;
  const { n, head: h } = from.client.snapshot().directory;
  const token = (bytes: number): string => randomBytes(bytes).toString("base64url");
  const content = { id: token(16), msgtype: "m.text", body: "x".repeat(1_200), dir: { n, h } };
  const start = performance.now();
  const sent = await from.session.send(room, "m.room.message", content, token(16));
  const took = performance.now() - start;
  if (!sent.ok) throw new Error(`a note is refused: ${sent.refusal.reason}`);
  await shown(to.client, "a note", () => to.notes().length > before);
  return took;
}
