import type { Topic } from "./attack.ts";
import { MEMBERSHIP } from "./membership/attacks.ts";

/** All attacks on the client without a face. */
export const TOPICS: readonly Topic[] = [MEMBERSHIP];
