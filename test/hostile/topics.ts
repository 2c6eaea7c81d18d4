import type { Topic } from "./attack.ts";
import { MEMBERSHIP } from "./membership/attacks.ts";
import { PAYLOADS } from "./payloads/attacks.ts";
import { ROOMS } from "./rooms/attacks.ts";

/** All attacks on the client without a face. */
export const TOPICS: readonly Topic[] = [MEMBERSHIP, ROOMS, PAYLOADS];
