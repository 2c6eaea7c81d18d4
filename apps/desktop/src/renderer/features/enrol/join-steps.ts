import { stateName } from "../../acts/index.ts";
import type { StepRow } from "../../ui/Steps.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say, type Message } from "../../words/message.ts";
import { officeOf, type TicketView } from "./ticket-view.ts";

/** Steps of joining, in their order. */
const ORDER = ["ticket", "passphrase", "sign-in", "keys", "words", "admission", "listed"] as const;
export type JoinStep = (typeof ORDER)[number];

export interface JoinFacts {
  /** Null until a ticket was read. */
  readonly ticket: TicketView | null;
  /** How many officers sign. */
  readonly k: number;
  /** Whether a colleague of the State signs as well; null where that is not known yet. */
  readonly colleague: boolean | null;
}

/** The way to being listed, with what was done and where it stands. `end`: all of it is done. */
export function joinSteps(now: JoinStep | "end", facts: JoinFacts): readonly StepRow[] {
  const at = now === "end" ? ORDER.length : ORDER.indexOf(now);
  return ORDER.map((step, i) => ({
    ...rowWords(step, i < at, facts),
    at: i < at ? "done" : i === at ? "now" : "open",
  }));
}

function rowWords(
  step: JoinStep,
  done: boolean,
  { ticket, k, colleague }: JoinFacts,
): { readonly name: string; readonly detail: string } {
  const { steps } = enrol;
  const row = (name: Message, detail: string): { name: string; detail: string } => ({
    name: say(name),
    detail,
  });
  switch (step) {
    case "ticket":
      return done && ticket !== null
        ? row(steps.ticketOpened, say(steps.ticketOpenedDetail, { office: officeOf(ticket) }))
        : row(steps.ticket, say(steps.ticketDetail));
    case "passphrase":
      return row(done ? steps.passphraseChosen : steps.passphrase, say(steps.passphraseDetail));
    case "sign-in":
      return done
        ? row(steps.signedIn, say(steps.signedInDetail))
        : row(steps.signIn, say(steps.signInDetail));
    case "keys":
      return row(done ? steps.keysMade : steps.keys, say(steps.keysDetail));
    case "words":
      return row(steps.words, say(steps.wordsDetail));
    case "admission":
      return row(
        steps.admission,
        colleague === true && ticket !== null
          ? say(steps.admissionWithColleague, { k, state: stateName(ticket.state) })
          : say(steps.admissionDetail, { k }),
      );
    case "listed":
      return row(steps.listed, say(steps.listedDetail));
  }
}
