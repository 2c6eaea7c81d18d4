import type { Topic } from "../attack.ts";
import { EDITED, EXPIRED, FOREIGN_ROOT, OTHER_SERVER } from "./tickets.ts";

/** Attacks on whoever comes with a ticket, and on those who invite and admit. */
export const ENROLMENT: Topic = {
  topic: "enrolment",
  attacks: [EDITED, FOREIGN_ROOT, OTHER_SERVER, EXPIRED],
};
