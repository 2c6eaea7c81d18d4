import type { ClientSnapshot, DeviceView } from "@parley/client";

/**
 * What the directory says of this very device. `joining`: on its way into it; `unlisted`: it was there, and no record
 * names it any more; `reported`: somebody said that it is lost.
 */
export type Standing = "joining" | "listed" | "disabled" | "reported" | "unlisted";

type Known = Pick<ClientSnapshot, "me" | "records">;

export function standingOf({ me, records }: Known): Standing {
  switch (me.listing) {
    case "waiting":
      return me.enrolment === null ? "unlisted" : "joining";
    case "disabled":
      return "disabled";
    case "listed":
      return ownDevice({ records })?.state === "suspended" ? "reported" : "listed";
  }
}

/** This device as the directory has it; null before it is there. */
export function ownDevice({ records }: Pick<ClientSnapshot, "records">): DeviceView | null {
  return records.flatMap(({ devices }) => devices).find(({ own }) => own) ?? null;
}

/** What the window shows: the desk, or one of the pages before it. */
export type Shown = "desk" | "verified" | Exclude<Standing, "listed">;

export interface Showing {
  readonly shown: Shown;
  /** The page that the person has left for the desk; it does not come back by itself. */
  readonly left: Standing | null;
}

export function firstShown(standing: Standing): Showing {
  return { shown: standing === "listed" ? "desk" : standing, left: null };
}

/** What is shown once the directory says this. Who watches while the device is listed is told so. */
export function shownAt({ shown, left }: Showing, standing: Standing): Showing {
  if (standing === "listed") {
    return { shown: shown === "joining" || shown === "verified" ? "verified" : "desk", left: null };
  }
  return left === standing ? { shown: "desk", left } : { shown: standing, left: null };
}
