import type { Topic } from "../attack.ts";
import { JOINED } from "./joined.ts";

export const MEMBERSHIP: Topic = {
  topic: "membership",
  attacks: [...JOINED],
};
