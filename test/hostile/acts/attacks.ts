import type { Topic } from "../attack.ts";
import { FLOOD_OF_ACTS } from "./bound.ts";
import { BYTES } from "./bytes.ts";
import { COPIES } from "./copies.ts";
import { DISABLED_KEY } from "./disabled.ts";
import { EQUIVOCATION, FORKS } from "./forks.ts";
import { BORROWED_OPENING, SECOND_OPENING } from "./openings.ts";
import { LATER } from "./later.ts";
import { PASTS } from "./pasts.ts";
import { PLACES } from "./places.ts";
import { RIGHTS } from "./rights.ts";
import { NAMES, SIGNATURES } from "./signatures.ts";
import { TIMES } from "./times.ts";

export const ACTS: Topic = {
  topic: "acts",
  attacks: [
    BYTES,
    PLACES,
    SIGNATURES,
    NAMES,
    RIGHTS,
    EQUIVOCATION,
    FORKS,
    TIMES,
    PASTS,
    LATER,
    DISABLED_KEY,
    SECOND_OPENING,
    BORROWED_OPENING,
    COPIES,
    FLOOD_OF_ACTS,
  ],
};
