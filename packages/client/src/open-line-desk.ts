import { refuse, type Result } from "@parley/base";
import type { OpenRefusal } from "./client.ts";
import type { LineDesk, LineHandler } from "./line-desk.ts";
import type { ClientParts } from "./parts.ts";

/** What the service's end is built from: it takes up logs by `takeUp` alone. */
export type LineDeskParts = Omit<ClientParts, "directory">;

/** Opens the service's end of all lines of a profile. */
export function openLineDesk(
  parts: LineDeskParts,
  handler: LineHandler,
): Promise<Result<LineDesk, OpenRefusal>> {
  void [parts, handler];
  return Promise.resolve(refuse({ reason: "no-profile" }));
}
