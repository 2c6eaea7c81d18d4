import type { UserId } from "@parley/base";
import { PendingEventOrdering, type MatrixClient } from "matrix-js-sdk/lib/client.js";
import { Filter } from "matrix-js-sdk/lib/filter.js";

/** Events of a room that a sync brings at most; what lies before is paged back. */
const EVENTS = 50;
/** How long a sync waits for news, in ms: short, so that a silently dead line is noticed within seconds. */
const POLL = 6_000;

/** Starts the SDK's sync loop: all members, no presence, no look-ups anywhere else. */
export async function startSdk(client: MatrixClient, user: UserId): Promise<void> {
  const filter = new Filter(user);
  filter.setDefinition({
    presence: { types: [] },
    account_data: { types: [] },
    room: { ephemeral: { types: [] }, account_data: { types: [] }, timeline: { limit: EVENTS } },
  });
  // Calls are not made here; the SDK would look for them in every room.
  client.matrixRTC.start = () => undefined;
  await client.startClient({
    filter,
    initialSyncLimit: EVENTS,
    pollTimeout: POLL,
    lazyLoadMembers: false,
    disablePresence: true,
    pendingEventOrdering: PendingEventOrdering.Detached,
  });
}
