import { packagedClient } from "@parley/desktop/packaging";
import { withOwnSignals } from "./own-signals.ts";

/** Packages the exercise client, unless that was done before; answers the path of its program. */
export async function packageClient(): Promise<string> {
  const { executable } = await withOwnSignals(() => packagedClient("exercise"));
  return executable;
}
