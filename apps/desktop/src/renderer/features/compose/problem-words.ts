import { unreachable } from "@parley/base";
import { say } from "../../words/message.ts";
import { compose } from "../../words/en/compose.ts";
import type { DraftProblem } from "./draft-problems.ts";

/** Fields that are chosen rather than written. */
const CHOICES: ReadonlySet<string> = new Set([
  "stage",
  "rsit",
  "incident_status",
  "suspected_malicious",
  "cross_border",
  "impact_scope",
  "territorial_link",
  "request_to_recipient",
  "public_status",
  "reply_kind",
]);

/** The sentence beside the field. */
export function problemSentence({ field, reason }: DraftProblem): string {
  switch (reason) {
    case "required":
      return requiredSentence(field);
    case "too-long":
      return say(
        field === "affected_sectors" || field === "states_affected"
          ? compose.problems.tooMany
          : compose.problems.tooLong,
      );
    case "not-a-code":
      return say(field === "roster" ? compose.problems.rosterFit : compose.problems.notACode);
    case "not-a-time":
      return say(compose.problems.notATime);
    case "gap":
      return say(compose.problems.gap);
    case "in-the-past":
      return say(compose.problems.past);
    case "order":
      return say(field === "ask.reply" ? compose.problems.askOrder : compose.problems.order);
    case "not-now":
      return say(compose.problems.kindNotNow);
    case "character":
      return say(compose.problems.character);
    default:
      return unreachable(reason);
  }
}

function requiredSentence(field: string): string {
  if (field === "affected_sectors" || field === "severity")
    return say(compose.problems.requiredFromUpdate);
  if (field === "root_cause") return say(compose.problems.requiredInFinal);
  if (field === "re" || field === "channel") return say(compose.problems.noTarget);
  if (field === "roster") return say(compose.problems.roster);
  if (field === "ask.revert") return say(compose.problems.revert);
  if (field === "text") return say(compose.problems.counterText);
  return say(CHOICES.has(field) ? compose.problems.chooseOne : compose.problems.required);
}

/** The name of the field as the form shows it. */
export function fieldName(field: string): string {
  const bare = field.startsWith("ask.") ? field.slice(4) : field;
  const names: { readonly [name: string]: unknown } = compose.field;
  return Object.hasOwn(names, bare) ? say(compose.field[bare as keyof typeof NAMES]) : field;
}

/** The names alone, without those that take arguments. */
const { byPrecedence: _, ...NAMES } = compose.field;
