import type { Topic } from "../attack.ts";
import { GRADES } from "./grades.ts";
import { IDS } from "./ids.ts";
import { INHERITED } from "./inherited.ts";
import { SHAPES } from "./shapes.ts";
import { TEXTS } from "./texts.ts";
import { UNREADABLE } from "./unreadable.ts";
import { WANTS } from "./wants.ts";

export const PAYLOADS: Topic = {
  topic: "payloads",
  attacks: [SHAPES, TEXTS, INHERITED, UNREADABLE, IDS, GRADES, WANTS],
};
