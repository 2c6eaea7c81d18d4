import { expect } from "vitest";
import { ID_KEPT, KNOWN_BY_ID } from "../defences.ts";
import { expectAllArrived } from "../outcome.ts";
import { consulting, type Scenario } from "../scenario.ts";

const lost = (how: "reply lost" | "truncated" | "cut short", fault: string): Scenario => ({
  fault,
  isDaily: how === "reply lost",
  rules: ["OUTBOX-1", "INBOX-1"],
  defences: [KNOWN_BY_ID, ID_KEPT],
  play: async (exchange) => {
    const { alfa, bravo } = await consulting(exchange);
    const before = alfa.line.done("send");
    // Its own syncs would tell Alfa that the note is there.
    alfa.line.noNews = true;
    alfa.line.proxy.hurry();
    alfa.line.meet({ request: "send", fault: how, times: 2 });
    await exchange.writes("Alfa", "one");
    await exchange.comes(() => alfa.line.done("send") >= before + 3);
    alfa.line.noNews = false;
    // What is there twice would be there before this.
    await exchange.writes("Alfa", "two");
    await exchange.comes(() => bravo.office.notes().includes("two"));
    return [
      {
        says: "Alfa's client has sent it again, as other ciphertext",
        holds: () => expect(alfa.line.done("send")).toBeGreaterThan(before + 3),
      },
      {
        says: "Bravo reads it once, before what follows",
        holds: () => expect(bravo.office.notes()).toEqual(["one", "two"]),
      },
      { says: "all has arrived once", holds: () => expectAllArrived(exchange) },
    ];
  },
});

export const lostReplies: readonly Scenario[] = [
  lost("reply lost", "the homeserver takes a note, twice, and the reply is lost both times"),
  lost("truncated", "the homeserver takes a note, and its reply ends before the declared length"),
  lost("cut short", "the homeserver takes a note, and its reply is half a JSON object"),
];
