import type { UserId } from "@parley/base";
import type { HostileProxy } from "../harness/hostile-proxy.ts";
import type { Stage } from "./stage.ts";
import { madeUpId, type ToldEvent } from "./sync-reply.ts";

/** A line on which what is sent does not arrive, but is put aside for the server to show where and when it likes. */
export interface Letterbox {
  readonly line: HostileProxy;
  /** Everything so far, as if this account had sent it. */
  readonly letters: (sender: UserId) => readonly ToldEvent[];
}

export async function letterbox(stage: Stage): Promise<Letterbox> {
  const line = await stage.line();
  const isLetter = (path: string): boolean => path.includes("/send/m.room.encrypted/");
  line.set(({ path }) =>
    isLetter(path) ? { status: 200, body: JSON.stringify({ event_id: madeUpId() }) } : "pass",
  );
  return {
    line,
    letters: (sender) =>
      line.requests
        .filter(({ path }) => isLetter(path))
        .map(({ body }) => ({
          type: "m.room.encrypted",
          sender,
          event_id: madeUpId(),
          content: JSON.parse(body) as ToldEvent["content"],
        })),
  };
}
