import { unreachable, type Instant } from "@parley/base";
import type { ReactNode } from "react";
import type { TrackRow } from "../../ui/Steps.tsx";
import { stateName } from "../../acts/index.ts";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import { momentIn, type Place } from "../../words/times.ts";
import type { TicketView } from "./ticket-view.ts";

/** How far the keys have come on their way to the officers. */
export type SendingStep = "connecting" | "line" | "sending" | "waiting";

/** Whose signatures an entry needs. */
export interface Signers {
  /** So many officers, */
  readonly k: number;
  /** of so many. */
  readonly of: number;
  /** How many colleagues of the State sign as well (DIR-1); 0 for a State that is new. */
  readonly colleagues: 0 | 1 | 2;
  /** The one office that can, where it is one: "Policy PoC". */
  readonly colleague: string | null;
}

/** What was done, what is going on, and who has to do what before this device is listed. */
export function admissionRows({
  step,
  sentAt,
  ticket,
  signers,
  here,
  now,
  forColleague,
}: {
  readonly step: SendingStep;
  readonly sentAt: Instant | null;
  readonly ticket: Pick<TicketView, "state">;
  readonly signers: Signers;
  readonly here: Place;
  readonly now: Instant;
  /** Stands beside the colleagues who sign, where there are any. */
  readonly forColleague?: ReactNode;
}): readonly TrackRow[] {
  const { waiting: words } = enrol;
  const sent = step === "waiting";
  return [
    {
      key: "sent",
      text: say(sendingWords(step)),
      at: sent ? "past" : "now",
      ...(sent && sentAt !== null && { aside: momentIn(sentAt, here, now) }),
      ...(!sent && { aside: say(words.now) }),
    },
    {
      key: "compare",
      text: say(words.compare),
      at: sent ? "now" : "open",
      ...(sent && { aside: say(words.now) }),
    },
    {
      key: "officers",
      text: say(words.officers, { k: signers.k, of: signers.of }),
      aside: say(words.byHand),
      at: "open",
    },
    {
      key: "state",
      text: stateWords(ticket.state, signers),
      at: "open",
      ...(signers.colleagues > 0 && forColleague !== undefined && { aside: forColleague }),
    },
    { key: "listed", text: say(words.listed), aside: say(words.within), at: "open" },
  ];
}

function sendingWords(step: SendingStep): typeof enrol.waiting.sent {
  const { waiting: words } = enrol;
  switch (step) {
    case "connecting":
      return words.connecting;
    case "line":
      return words.line;
    case "sending":
      return words.sending;
    case "waiting":
      return words.sent;
    default:
      return unreachable(step);
  }
}

function stateWords(code: string, { colleagues, colleague }: Signers): string {
  const { waiting: words } = enrol;
  const state = stateName(code);
  if (colleagues === 0) return say(words.alone, { state });
  return colleagues === 1 && colleague !== null
    ? say(words.colleague, { state, office: colleague })
    : say(words.colleagues, { state, needed: colleagues });
}
