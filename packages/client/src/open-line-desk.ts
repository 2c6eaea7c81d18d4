import { accept, refuse, type Result } from "@parley/base";
import { LineDeskClient } from "./line-desk-client.ts";
import type { LineDesk, LineHandler } from "./line-desk.ts";
import { openCore, type OpenRefusal } from "./open-core.ts";
import type { ClientParts } from "./parts.ts";

/** What the service's end is built from: it takes up logs by `takeUp` alone. */
export type LineDeskParts = Omit<ClientParts, "directory">;

/** Opens the service's end of all lines of a profile. */
export async function openLineDesk(
  parts: LineDeskParts,
  handler: LineHandler,
): Promise<Result<LineDesk, OpenRefusal>> {
  const opened = await openCore(parts, "service");
  if (!opened.ok) return refuse(opened.refusal);
  const { core, session } = opened.value;
  const desk = new LineDeskClient(core, handler);
  await desk.begin(session);
  return accept(desk);
}
