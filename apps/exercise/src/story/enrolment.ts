import type { DrivenClient } from "./driven-client.ts";
import * as hands from "./hands.ts";
import { each, placeOf, type Stage } from "./stage.ts";

/**
 * Alfa and Bravo enrol at their screens: ticket, passphrase, and the twelve words, which are read off the screen and told
 * to the officers. Ends at both desks, each of which sees the other.
 */
export async function enrolBoth(stage: Stage): Promise<readonly [DrivenClient, DrivenClient]> {
  const { exercise, steps, pictures } = stage;
  const places = [placeOf(stage, "XA"), placeOf(stage, "XB")] as const;
  const alfa = await steps.step("Alfa's client opens", () => stage.launch(places[0], "alfa"));
  const bravo = await steps.step("Bravo's client opens", () => stage.launch(places[1], "bravo"));
  const both = [alfa, bravo] as const;
  await pictures("ticket", ...both);
  await steps.step("both open their tickets", async () => {
    await hands.openTicket(alfa.page, places[0].ticketFile);
    await hands.openTicket(bravo.page, places[1].ticketFile);
    await each(both, hands.readTicket);
  });
  await pictures("whose-ticket", ...both);
  await steps.step("both go on with them", () => each(both, hands.goOnWithTicket));
  await pictures("passphrase", ...both);
  const [ofAlfa, ofBravo] = await steps.step(
    "both choose a passphrase, and read their twelve words",
    async () => {
      await each(both, hands.choosePassphrase);
      return [await hands.readWords(alfa.page), await hands.readWords(bravo.page)] as const;
    },
  );
  stage.keepFromServer(...wordNeedles(ofAlfa), ...wordNeedles(ofBravo));
  await pictures("words", ...both);
  await steps.step("the officers do not admit Alfa on words of which one differs", async () => {
    const [first = "", ...rest] = ofAlfa;
    const wrong = [first === "abandon" ? "ability" : "abandon", ...rest].join(" ");
    const refused = await exercise.officers.admit(places[0], wrong);
    if (refused.ok || refused.refusal.reason !== "differ")
      throw new Error("they were admitted on other words than the device's");
  });
  await steps.step("the officers hear the words, compare them, and list both", async () => {
    await exercise.officers.hear(places[0], ofAlfa);
    await exercise.officers.hear(places[1], ofBravo);
    await each(both, hands.waitUntilVerified);
  });
  await pictures("verified", ...both);
  await steps.step("each finds the other in the directory", async () => {
    await each(both, hands.goToDesk);
    await each(both, hands.waitUntilListed);
  });
  await pictures("home", ...both);
  return both;
}

/** Any four of the words in a row, as a text and as a list would hold them; fewer may be too short to be looked for. */
export function wordNeedles(words: readonly string[]): readonly string[] {
  return words.slice(3).flatMap((_, i) => {
    const four = words.slice(i, i + 4);
    return [four.join(" "), four.join('","')];
  });
}
