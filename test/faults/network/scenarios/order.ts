import { expect } from "vitest";
import { GAPS_PAGED, IN_ORDER } from "../defences.ts";
import { expectAllArrived } from "../outcome.ts";
import { consulting, type Scenario } from "../scenario.ts";

export const order: readonly Scenario[] = [
  {
    fault: "the first of three notes fails three times",
    isDaily: false,
    rules: ["OUTBOX-1"],
    defences: [IN_ORDER],
    play: async (exchange) => {
      const { alfa, bravo } = await consulting(exchange);
      alfa.line.meet({ request: "send", fault: "503", times: 3 });
      for (const text of ["one", "two", "three"]) await exchange.writes("Alfa", text);
      await exchange.comes(() => bravo.office.notes().length === 3);
      return [
        {
          says: "Bravo reads them as they were written",
          holds: () => expect(bravo.office.notes()).toEqual(["one", "two", "three"]),
        },
        { says: "all arrives, once", holds: () => expectAllArrived(exchange) },
      ];
    },
  },
  {
    fault: "a line is down for longer than a sync brings back, and pages of the past fail",
    isDaily: true,
    rules: ["INBOX-1"],
    defences: [GAPS_PAGED],
    play: async (exchange) => {
      const { bravo } = await consulting(exchange);
      bravo.line.fewEvents = true;
      bravo.line.meet(
        { request: "messages", fault: "cut before", times: 1 },
        { request: "messages", fault: "limited", times: 1 },
        { request: "messages", fault: "array", times: 1 },
      );
      bravo.line.goOut("refused");
      const texts = ["one", "two", "three", "four", "five", "six"];
      for (const text of texts) await exchange.writes("Alfa", text);
      const { office, line } = exchange.party("Alfa");
      await exchange.until("all to leave", () => office.client.snapshot().outbox.queued === 0);
      bravo.line.comeBack();
      expect(line.met).toEqual([]);
      return [
        {
          says: "Bravo reads all of them, in order",
          holds: async () => {
            await exchange.comes(() => bravo.office.notes().length === texts.length);
            expect(bravo.office.notes()).toEqual(texts);
          },
        },
        { says: "all arrives, once", holds: () => expectAllArrived(exchange) },
      ];
    },
  },
];
