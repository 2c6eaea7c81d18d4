import { unreachable } from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { FOLD_TABLE } from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";

/** Why a wish was not carried out, as a sentence that a person can act on. */
export function refusalText(refusal: ActionRefusal): string {
  switch (refusal.reason) {
    case "incomplete":
      return say(acts.refusal.incomplete);
    case "not-now":
      return FOLD_TABLE.reasons.get(refusal.code) ?? say(acts.refusal.unknown);
    case "not-listed":
      return say(acts.refusal.notListed);
    case "restored-copy":
      return say(acts.refusal.restoredCopy);
    case "too-large":
      return say(acts.refusal.tooLarge);
    case "too-late":
      return say(acts.refusal.tooLate);
    case "unknown":
      return say(acts.refusal.unknown);
    case "disk":
      return say(acts.refusal.disk);
    default:
      return unreachable(refusal);
  }
}
