import type { Claim } from "../../hostile/attack.ts";
import type { Defence } from "../../hostile/defence.ts";
import type { Exchange, Party } from "./exchange.ts";

/** One kind of fault with a telling expectation. */
export interface Scenario {
  /** What the network does, in one sentence. */
  readonly fault: string;
  /** Whether it is played every day; its like is otherwise. */
  readonly isDaily: boolean;
  /** Names of the rules that it tries. */
  readonly rules: readonly string[];
  /** With any of these taken out a claim breaks. */
  readonly defences: readonly Defence[];
  /** Lets it happen, and names what has to be true; goes through whether or not the product stands it. */
  readonly play: (exchange: Exchange) => Promise<readonly Claim[]>;
}

/** Alfa and Bravo in a consultation, with nothing amiss so far. */
export async function consulting(
  exchange: Exchange,
): Promise<{ readonly alfa: Party; readonly bravo: Party }> {
  const alfa = await exchange.seat("Alfa");
  const bravo = await exchange.seat("Bravo");
  await Promise.all([alfa, bravo].map((party) => exchange.enter(party)));
  await exchange.opens();
  await exchange.until("the grade", () => alfa.office.consultation.headline === "delivered");
  return { alfa, bravo };
}
