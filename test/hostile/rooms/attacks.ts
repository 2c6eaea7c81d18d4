import type { Topic } from "../attack.ts";
import { KEY_LIES } from "./keys.ts";
import { RIGHTS } from "./rights.ts";
import { SETTING_LIES } from "./settings.ts";
import { STATE_LIES } from "./state.ts";
import { UNLISTED } from "./unlisted.ts";

export const ROOMS: Topic = {
  topic: "rooms",
  attacks: [...SETTING_LIES, ...STATE_LIES, ...KEY_LIES, ...UNLISTED, ...RIGHTS],
};
