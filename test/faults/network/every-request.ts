import type { Exchange } from "./exchange.ts";
import { FALSELY_DONE, type FaultKind } from "./faults.ts";
import { expectAllArrived } from "./outcome.ts";
import { REQUEST_KINDS } from "./requests.ts";

/**
 * A whole consultation, in which the first request of each kind, on every line, meets the same fault. Answers what was
 * met, as "send: reply lost".
 */
export async function everyRequestMeets(
  exchange: Exchange,
  fault: FaultKind,
): Promise<ReadonlySet<string>> {
  // What gets no reply at all takes a minute for a first sync; keys that a false "done" swallowed are sent again after two.
  exchange.patience = 300_000;
  for (const name of ["Alfa", "Bravo", "Bravo's second"] as const) {
    const party = await exchange.seat(name);
    party.line.meet(...REQUEST_KINDS.map((request) => ({ request, fault, times: 1 })));
  }
  await Promise.all(exchange.parties.map((party) => exchange.enter(party)));
  await exchange.opens();
  await exchange.acknowledges();
  await exchange.writes("Alfa", "one");
  await exchange.writes("Bravo", "two");
  await exchange.startsAgain("Bravo");
  await exchange.writes("Alfa", "three");
  await exchange.answers();
  await exchange.addsSecond();
  await exchange.writes("Bravo's second", "four");
  await exchange.updates("Traffic has fallen.");
  await exchange.takesOutSecond();
  await exchange.writes("Bravo", "five");
  await expectAllArrived(exchange, FALSELY_DONE.includes(fault) ? "keys lost" : null);
  return new Set(exchange.parties.flatMap(({ line }) => line.met));
}
