import type { Exchange, Party } from "./exchange.ts";
import { expectAllArrived } from "./outcome.ts";
import type { Disturbance, Schedule, Step } from "./schedule.ts";

/** Plays a drawn story on lines that are disturbed as drawn, ends the disturbances, and looks at what came of it. */
export async function playSchedule(exchange: Exchange, schedule: Schedule): Promise<void> {
  const hasSecond = schedule.steps.some(({ step }) => step.do === "add second");
  for (const name of [
    "Alfa",
    "Bravo",
    ...(hasSecond ? (["Bravo's second"] as const) : []),
  ] as const) {
    const { line } = await exchange.seat(name);
    line.fewEvents = schedule.fewEvents.includes(name);
  }
  disturb(exchange, schedule.entering);
  await Promise.all(exchange.parties.map((party) => exchange.enter(party)));
  disturb(exchange, schedule.opening);
  await exchange.opens();
  await exchange.acknowledges();
  let texts = 0;
  for (const { step, meanwhile } of schedule.steps) {
    disturb(exchange, meanwhile);
    await take(exchange, step, () => `text ${++texts}`);
  }
  exchange.calm();
  await expectAllArrived(exchange);
}

function disturb(exchange: Exchange, disturbances: readonly Disturbance[]): void {
  for (const one of disturbances) {
    const { line }: Party = exchange.party(one.line);
    if ("trouble" in one) line.meet(one.trouble);
    else {
      line.goOut(one.outage);
      setTimeout(() => line.comeBack(), one.for);
    }
  }
}

async function take(exchange: Exchange, step: Step, text: () => string): Promise<void> {
  switch (step.do) {
    case "write":
      return exchange.writes(step.by, text());
    case "answer":
      return exchange.answers();
    case "update":
      return exchange.updates(text());
    case "start again":
      return exchange.startsAgain(step.who);
    case "add second":
      return exchange.addsSecond();
    case "take out second":
      return exchange.takesOutSecond();
  }
}
