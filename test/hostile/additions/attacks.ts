import type { Topic } from "../attack.ts";
import { BESIDE } from "./beside.ts";
import { WORDS_OF_THE_SERVER } from "./words.ts";

export const ADDITIONS: Topic = {
  topic: "additions",
  attacks: [...BESIDE, ...WORDS_OF_THE_SERVER],
};
