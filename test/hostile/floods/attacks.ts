import type { Topic } from "../attack.ts";
import { INVITATIONS } from "./invitations.ts";
import { PAYLOAD_FLOODS } from "./payloads.ts";
import { SYNC_FLOODS } from "./syncs.ts";

export const FLOODS: Topic = {
  topic: "floods",
  attacks: [...INVITATIONS, ...PAYLOAD_FLOODS, ...SYNC_FLOODS],
};
