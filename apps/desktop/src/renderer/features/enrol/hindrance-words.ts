import { unreachable } from "@parley/base";
import type { EnrolProblem } from "@parley/client";
import { enrol } from "../../words/en/enrol.ts";
import { say, type Message } from "../../words/message.ts";
import type { Said } from "./said.ts";

/** What keeps a good ticket from being spent now, and what to do. */
export function hindranceWords(
  problem: Exclude<EnrolProblem, { readonly reason: "ticket" | "used" }>,
  /** Why a store takes nothing, in words. */
  storeWords: (refusal: Extract<EnrolProblem, { readonly reason: "store" }>["refusal"]) => string,
): Said {
  const { signing } = enrol;
  const pair = (words: { readonly title: Message; readonly text: Message }): Said => ({
    title: say(words.title),
    text: say(words.text),
  });
  switch (problem.reason) {
    case "wrong-password":
      return pair(enrol.faults.used);
    case "unreachable":
      return pair(signing.unreachable);
    case "not-a-homeserver":
      return pair(signing.notAHomeserver);
    case "account-closed":
      return pair(signing.accountClosed);
    case "limited":
      return {
        title: say(signing.limited.title),
        text: say(signing.limited.text, {
          seconds: Math.max(1, Math.ceil(problem.retryAfter / 1000)),
        }),
      };
    case "store":
      return problem.refusal === "full"
        ? pair(signing.store)
        : { title: say(signing.store.title), text: storeWords(problem.refusal) };
    default:
      return unreachable(problem);
  }
}
