import type { Attack } from "./attack.ts";
import type { Theatre } from "./stage.ts";

/** A claim that does not hold after an attack, and why. */
export interface BrokenClaim {
  readonly says: string;
  readonly because: string;
}

/**
 * Plays an attack on a stage of its own and looks at every claim.
 *
 * @param product whole, or without the defence that the attack names.
 */
export async function brokenClaims(
  theatre: Theatre,
  attack: Attack,
  product: "whole" | "undefended",
): Promise<readonly BrokenClaim[]> {
  const stage = await theatre.stage(product === "whole" ? null : attack.defence);
  const heard = product === "whole" ? () => undefined : unheard();
  try {
    const claims = await attack.play(stage);
    // What does not come any more is waited for in vain.
    if (product === "undefended") stage.patience = 10_000;
    const broken: BrokenClaim[] = [];
    for (const { says, holds } of claims) {
      try {
        await holds();
      } catch (error) {
        broken.push({ says, because: error instanceof Error ? error.message : String(error) });
      }
    }
    return broken;
  } finally {
    await stage.close();
    heard();
  }
}

/** What a client without a defence throws is not the test runner's matter until the answer is called. */
function unheard(): () => void {
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", () => undefined);
  return () => {
    process.removeAllListeners("unhandledRejection");
    for (const listener of before) process.on("unhandledRejection", listener);
  };
}
