import type { Topic } from "../attack.ts";
import { BRIBED, FORGED, LOOK_ALIKES, NO_LOGS } from "./forged.ts";
import { FALSE_CARDS } from "./cards.ts";
import { FALSE_REPORTS } from "./reports.ts";
import { FALSE_LINES, TWO_LOGS } from "./over-lines.ts";
import { OTHER_ROOTS, WITHOUT_THE_STATE } from "./officers.ts";
import { BACK_DATED, STRIPPED } from "./resets.ts";
import { SPLIT } from "./split.ts";
import { WITHHELD } from "./withheld.ts";

export const DIRECTORY: Topic = {
  topic: "directory",
  attacks: [
    SPLIT,
    WITHHELD,
    FORGED,
    BRIBED,
    LOOK_ALIKES,
    NO_LOGS,
    FALSE_LINES,
    TWO_LOGS,
    FALSE_REPORTS,
    FALSE_CARDS,
    WITHOUT_THE_STATE,
    OTHER_ROOTS,
    BACK_DATED,
    STRIPPED,
  ],
};
