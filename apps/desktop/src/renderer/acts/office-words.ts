import type { Level } from "@parley/base";
import { stateByCode } from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";

/** Name of a State; the code itself where no list has it. */
export function stateName(state: string): string {
  return stateByCode(state)?.name ?? state;
}

/** "Alfa, Technical PoC". */
export function officeName(office: { readonly state: string; readonly level: Level }): string {
  return say(acts.office, { state: stateName(office.state), level: say(acts.level[office.level]) });
}

/** "Alfa, Bravo and Charlie". */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  if (words.length < 2) return last;
  return say(acts.and, { first: words.slice(0, -1).join(", "), last });
}

/** Names of States, in alphabetical order, as one list in words. */
export function stateNames(states: readonly string[]): string {
  return listWords(states.map(stateName).sort((a, b) => a.localeCompare(b, "en")));
}
