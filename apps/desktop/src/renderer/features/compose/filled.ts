import type { ActDraft } from "@parley/client";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";

/** "3 of 5 filled": fields in which something stands, whether or not it is asked for. */
export function filledWords(draft: ActDraft, fields: readonly string[]): string {
  const filled = fields.filter((one) => Object.hasOwn(draft.fields, one)).length;
  return say(compose.filled, { filled, all: fields.length });
}
