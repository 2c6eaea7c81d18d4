import { unreachable } from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { FOLD_TABLE } from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say, type Message } from "../words/message.ts";
import { filled } from "./headline-words.ts";

const OWN: { readonly [code: string]: Message } = acts.stepReason;

/**
 * Why a step is not open, by its code in the table of the fold. Sentences of the table that have places to fill, or
 * name a way out that this version does not have, are said in words of the catalogue.
 */
export function stepReason(code: string): string {
  if (Object.hasOwn(OWN, code) && OWN[code] !== undefined) return say(OWN[code]);
  const sentence = FOLD_TABLE.reasons.get(code);
  return (sentence === undefined ? null : filled(sentence, {})) ?? say(acts.refusal.notNow);
}

/** Why an act has no effect; "" for a reason of a later version. */
export function noEffectReason(effect: string): string {
  const own: { readonly [effect: string]: Message } = acts.noEffect;
  if (Object.hasOwn(own, effect) && own[effect] !== undefined) return say(own[effect]);
  const reasons: ReadonlyMap<string, string> = FOLD_TABLE.noEffect;
  return reasons.get(effect) ?? "";
}

/** Why a wish was not carried out, as a sentence that a person can act on. */
export function refusalText(refusal: ActionRefusal): string {
  switch (refusal.reason) {
    case "incomplete":
      return say(acts.refusal.incomplete);
    case "not-now":
      return stepReason(refusal.code);
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
    case "stale":
      return say(acts.refusal.stale);
    case "not-yours":
      return say(acts.refusal.notYours);
    case "disk":
      return say(acts.refusal.disk);
    default:
      return unreachable(refusal);
  }
}
