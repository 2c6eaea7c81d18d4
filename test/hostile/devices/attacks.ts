import type { Topic } from "../attack.ts";
import { KEY_ANSWERS } from "./answers.ts";
import { DISABLED_KEYS } from "./disabled.ts";
import { ONE_TIME_KEYS } from "./one-time-keys.ts";
import { SAME_ID } from "./same-id.ts";
import { SIGNED_FOR } from "./signed-for.ts";
import { THIEVES } from "./thieves.ts";

export const DEVICES: Topic = {
  topic: "devices",
  attacks: [
    ...THIEVES,
    ...DISABLED_KEYS,
    ...SAME_ID,
    ...KEY_ANSWERS,
    ...ONE_TIME_KEYS,
    ...SIGNED_FOR,
  ],
};
