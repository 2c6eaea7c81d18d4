import type { Topic } from "../attack.ts";
import { BYTES } from "./bytes.ts";
import { PLACES } from "./places.ts";
import { RIGHTS } from "./rights.ts";
import { NAMES, SIGNATURES } from "./signatures.ts";

export const ACTS: Topic = { topic: "acts", attacks: [BYTES, PLACES, SIGNATURES, NAMES, RIGHTS] };
