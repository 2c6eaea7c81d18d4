import { FOLD_TABLE } from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say, type Message } from "../words/message.ts";

const TITLES: { readonly [name: string]: Message } = acts.headline;
const SAYS: { readonly [name: string]: Message } = acts.headlineSays;

/** Where a consultation stands, in one or two words; the name itself where a later version knows more. */
export function headlineTitle(name: string): string {
  return Object.hasOwn(TITLES, name) && TITLES[name] !== undefined ? say(TITLES[name]) : name;
}

/**
 * Where it stands, as a sentence: that of the fold's table, or of the two headlines that clock and delivery add.
 * `nothingOpen`: the one name that two rows share is meant for a channel without an open request.
 */
export function headlineSays(name: string, nothingOpen: boolean): string {
  const rows = FOLD_TABLE.headlines.filter((row) => row.name === name);
  const row = nothingOpen ? rows.at(-1) : rows[0];
  if (row !== undefined) return row.says;
  return Object.hasOwn(SAYS, name) && SAYS[name] !== undefined ? say(SAYS[name]) : "";
}

/** What a State has done, as the end of a sentence that begins with its name: "has acknowledged". */
export function partyStateSays(name: string): string {
  return FOLD_TABLE.partyStates.find((row) => row.name === name)?.says ?? name;
}

/** A sentence of the table with its places filled; null where it has a place that nothing fills. */
export function filled(
  sentence: string,
  values: { readonly [place: string]: string | undefined },
): string | null {
  let whole = true;
  const text = sentence.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place];
    if (value === undefined) whole = false;
    return value ?? "";
  });
  return whole ? text : null;
}
