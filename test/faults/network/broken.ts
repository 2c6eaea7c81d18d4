import type { Exchange } from "./exchange.ts";
import type { Scenario } from "./scenario.ts";

/** A claim that does not hold, and why. */
export interface BrokenClaim {
  readonly says: string;
  readonly because: string;
}

/**
 * Plays a scenario and looks at every claim, then ends the exchange.
 *
 * @param patience for what comes or does not, in ms.
 */
export async function brokenIn(
  exchange: Exchange,
  { play }: Scenario,
  patience: number,
): Promise<readonly BrokenClaim[]> {
  const broken: BrokenClaim[] = [];
  exchange.patience = patience;
  try {
    for (const { says, holds } of await play(exchange)) {
      try {
        await holds();
      } catch (error) {
        broken.push({ says, because: error instanceof Error ? error.message : String(error) });
      }
    }
  } finally {
    await exchange.close();
  }
  return broken;
}
