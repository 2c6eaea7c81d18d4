import type { StateCode } from "@parley/base";
import { REPLY_KIND_LABEL, rsitType, sectorLabel, T02_STAGE_LABEL } from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";
import { stateNames } from "./office-words.ts";
import { labelOf } from "./rows.ts";
import type { SheetAct } from "./sheet-act.ts";

/** What the act is, for its head: "Incident notification: early warning", "Holding reply". */
export function actTitle(act: Pick<SheetAct, "kind" | "f">): string {
  switch (act.kind) {
    case "T02": {
      const stage = labelOf(T02_STAGE_LABEL, act.f["stage"]);
      return stage === null
        ? say(acts.notificationAny)
        : say(acts.notification, { stage: lowered(stage) });
    }
    case "T04":
      return labelOf(REPLY_KIND_LABEL, act.f["reply_kind"]) ?? say(acts.replyAny);
    case "roster":
      if (act.f["op"] === "add") return say(acts.officeAdded);
      return act.f["op"] === "remove" ? say(acts.officeRemoved) : say(acts.officesChanged);
    case "device":
      return say(act.f["op"] === "remove" ? acts.deviceTakenBack : acts.deviceSignedFor);
    default:
      return say(acts.unknownKind);
  }
}

/** What happened, in few words: "System compromise, energy"; null where it is not an incident's notification. */
export function subjectOf(act: Pick<SheetAct, "kind" | "f"> | null): string | null {
  if (act === null || act.kind !== "T02") return null;
  const { rsit, affected_sectors: sectors } = act.f;
  const type =
    typeof rsit === "object" && rsit !== null && "class" in rsit && "type" in rsit
      ? rsitType(String(rsit.class), String(rsit.type))
      : null;
  const named = (Array.isArray(sectors) ? sectors : [])
    .flatMap((code) => (typeof code === "string" ? [sectorLabel(code)] : []))
    .filter((label) => label !== null);
  const words = [...(type === null ? [] : [type.label]), ...named.slice(0, 1)].map(lowered);
  const [first, ...rest] = words;
  return first === undefined ? null : [first, ...rest].join(", ");
}

/** Title of a consultation: "Alfa and Bravo: system compromise, energy". */
export function consultationTitle(
  parties: readonly StateCode[],
  subject: Pick<SheetAct, "kind" | "f"> | null,
): string {
  const words = subjectOf(subject);
  const names = stateNames(parties);
  return words === null ? names : say(acts.title, { parties: names, subject: words });
}

/** With the text's first letter as at the start of a sentence. */
export function raised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Ordinary words small, as inside a sentence; names of letters and figures ("DDoS", "C2", "ICT") stay. */
function lowered(text: string): string {
  return text.replace(/\b[A-Z][a-z]+\b/g, (word) => word.toLowerCase());
}
