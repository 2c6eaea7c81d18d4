import { packagedClient } from "@parley/desktop/packaging";
import { undefendedClient, type Edit } from "./undefended-desktop.ts";

/** What a client is packaged without. */
export interface Without {
  /** Short name: small letters and hyphens. */
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** Set for a run of scenarios that is to be seen failing; holds a `Without` as JSON. */
export const WITHOUT = "PARLEY_TEST_WITHOUT";

/** Path of the program that the scenarios of this run start: the product, or the product without one defence. */
export async function clientUnderTest(): Promise<string> {
  const given = process.env[WITHOUT];
  if (given === undefined) return (await packagedClient("exercise")).executable;
  const { name, edits } = JSON.parse(given) as Without;
  return (await undefendedClient(name, edits)).executable;
}
