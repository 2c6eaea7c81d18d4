import type { Topic } from "../attack.ts";
import { HEADS_WITHHELD } from "./ageing.ts";
import { CARD_ERASED } from "./erased.ts";
import { GUESSED } from "./key-files.ts";
import { INVITED } from "./service-invited.ts";
import { STOLEN } from "./stolen.ts";
import { EDITED, EXPIRED, FOREIGN_ROOT, OTHER_SERVER } from "./tickets.ts";
import { IMITATED } from "./titles.ts";
import { LISTENING, USED_TWICE } from "./used.ts";
import { SAME_FOUR } from "./words.ts";

/** Attacks on whoever comes with a ticket, and on those who invite and admit. */
export const ENROLMENT: Topic = {
  topic: "enrolment",
  attacks: [
    EDITED,
    FOREIGN_ROOT,
    OTHER_SERVER,
    EXPIRED,
    USED_TWICE,
    LISTENING,
    SAME_FOUR,
    IMITATED,
    GUESSED,
    STOLEN,
    INVITED,
    CARD_ERASED,
    HEADS_WITHHELD,
  ],
};
