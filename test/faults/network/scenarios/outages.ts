import { expect } from "vitest";
import { ANSWERS_ARE_OBJECTS, ANSWERS_HAVE_SIGNS, LINK_TURNS } from "../defences.ts";
import type { Outage } from "../faulty-line.ts";
import { expectAllArrived } from "../outcome.ts";
import { consulting, type Scenario } from "../scenario.ts";

const DAILY: readonly Outage[] = ["no name", "no reply", "page of a portal", "empty object"];

const out = (
  outage: Outage,
  fault: string,
  defences: Scenario["defences"] = [LINK_TURNS],
): Scenario => ({
  fault,
  isDaily: DAILY.includes(outage),
  rules: ["LINK-1", "OUTBOX-1"],
  defences,
  play: async (exchange) => {
    const { alfa } = await consulting(exchange);
    alfa.line.goOut(outage);
    await exchange.writes("Alfa", "one");
    const away = await exchange.comes(() => alfa.office.client.snapshot().link.state === "away");
    const { gate } = alfa.office.consultation;
    const shown = alfa.office.entries("note").map((note) => note.kind === "note" && note.delivery);
    // Whatever answers meanwhile does not make it come back.
    const asked = (): number => alfa.line.asked("sync").length + alfa.line.asked("versions").length;
    const before = asked();
    if (outage !== "refused" && outage !== "no name")
      await exchange.comes(() => asked() >= before + 3);
    const still = alfa.office.client.snapshot().link.state;
    alfa.line.comeBack();
    return [
      {
        says: "Alfa reads that the homeserver is away, for as long as it is",
        holds: () => {
          expect(away).toBe(true);
          expect(still).toBe("away");
        },
      },
      {
        says: "the note waits on this device, not held, and not said to be sent",
        holds: () => {
          const states = shown.map((delivery) => (delivery ? delivery.state : null));
          expect([["queued"], ["sending"]]).toContainEqual(states);
          expect(gate).toEqual({ state: "open" });
        },
      },
      { says: "once the line is back all arrives, once", holds: () => expectAllArrived(exchange) },
    ];
  },
});

export const outages: readonly Scenario[] = [
  out("refused", "nothing listens at the homeserver's address any more"),
  out("no name", "the homeserver's name is not found for a while"),
  out("no reply", "the line falls silent: no byte comes back any more"),
  out("502 page", "what stands before the homeserver says that it is not there"),
  out("page of a portal", "a portal answers every request with its own page"),
  out("array", "something answers every request with an empty list", [ANSWERS_ARE_OBJECTS]),
  out("empty object", "something answers every request with an empty object", [ANSWERS_HAVE_SIGNS]),
  out("cut short", "of every answer only the first half comes through", [LINK_TURNS]),
];
