import type { Topic } from "../attack.ts";
import { INHERITED } from "./inherited.ts";
import { SHAPES } from "./shapes.ts";
import { TEXTS } from "./texts.ts";

export const PAYLOADS: Topic = { topic: "payloads", attacks: [SHAPES, TEXTS, INHERITED] };
