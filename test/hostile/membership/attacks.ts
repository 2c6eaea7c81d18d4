import type { Topic } from "../attack.ts";
import { ANSWERS } from "./answers.ts";
import { BETWEEN } from "./between.ts";
import { HIDDEN_LEAVE } from "./hidden-leave.ts";
import { JOINED } from "./joined.ts";

export const MEMBERSHIP: Topic = {
  topic: "membership",
  attacks: [...JOINED, ...BETWEEN, ...ANSWERS, ...HIDDEN_LEAVE],
};
