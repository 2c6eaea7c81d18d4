import type { ClientSnapshot, DeviceView } from "@parley/client";

/**
 * What the directory says of this very device. `joining`: on its way into it; `signed-for`: the same, and a colleague's act
 * lets it take part already (TRUST-2); `unlisted`: it was there, and no record
 * names it any more; `reported`: somebody said that it is lost.
 */
export type Standing = "joining" | "signed-for" | "listed" | "disabled" | "reported" | "unlisted";

type Known = Pick<ClientSnapshot, "me" | "records" | "consultations">;

export function standingOf({ me, records, consultations }: Known): Standing {
  switch (me.listing) {
    case "waiting":
      // A device that nobody lists has a consultation only where an act names it.
      if (me.enrolment === null) return "unlisted";
      return consultations.length > 0 ? "signed-for" : "joining";
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
export type Shown = "desk" | "verified" | Exclude<Standing, "listed" | "signed-for">;

export interface Showing {
  readonly shown: Shown;
  /** The page that the person has left for the desk; it does not come back by itself. */
  readonly left: Standing | null;
}

export function firstShown(standing: Standing): Showing {
  const atDesk = standing === "listed" || standing === "signed-for";
  return { shown: atDesk ? "desk" : standing, left: null };
}

/** Back to the words and steps of a device that is not listed yet. */
export function joiningShown(standing: Standing): Showing {
  return standing === "signed-for" ? { shown: "joining", left: standing } : firstShown(standing);
}

/** What is shown once the directory says this. Who watches while the device is listed is told so. */
export function shownAt({ shown, left }: Showing, standing: Standing): Showing {
  if (standing === "listed") {
    return { shown: shown === "joining" || shown === "verified" ? "verified" : "desk", left: null };
  }
  if (standing === "signed-for")
    return left === standing ? { shown, left } : { shown: "desk", left: null };
  return left === standing ? { shown: "desk", left } : { shown: standing, left: null };
}
