import { unreachable } from "@parley/base";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import type { Said } from "./said.ts";
import type { TicketFault } from "./ticket-fault.ts";

/** Why a ticket is not taken, and what to do. */
export function faultWords(fault: TicketFault, server: string): Said {
  const { faults } = enrol;
  const pair = (words: {
    title: typeof faults.log.title;
    text: typeof faults.log.title;
  }): Said => ({
    title: say(words.title),
    text: say(words.text),
  });
  switch (fault) {
    case "not-a-ticket":
      return pair(faults.notATicket);
    case "too-large":
      return pair(faults.tooLarge);
    case "other-root":
      return pair(faults.otherRoot);
    case "other-server":
      return {
        title: say(faults.otherServer.title),
        text: say(faults.otherServer.text, { server }),
      };
    case "edited":
      return pair(faults.edited);
    case "expired":
      return pair(faults.expired);
    case "log":
      return pair(faults.log);
    case "used":
      return pair(faults.used);
    case "service":
      return pair(faults.service);
    case "file":
      return pair(faults.file);
    case "several":
      return pair(faults.several);
    case "clipboard":
      return pair(faults.clipboard);
    default:
      return unreachable(fault);
  }
}
