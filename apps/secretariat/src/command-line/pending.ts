import { encodeOpenTicket, parseEnrolmentRequest } from "@parley/directory";
import type { PendingEnrolment } from "../desk/index.ts";
import { stateName } from "../officers/entry-words.ts";
import { minuteOf } from "../officers/minute.ts";
import { done, usage, type Command } from "./command.ts";
import { pendingOf, writeEnrolmentFile } from "./enrolment-given.ts";
import { deskNeeded, deskRefused } from "./inputs.ts";
import { writeFresh } from "./outputs.ts";

export const pending: Command = {
  name: "pending",
  summary: "Shows who asks to be admitted, and writes one of them to a file.",
  usage: "--desk DIR [--ticket ID --out FILE]",
  help: `The words of a device are not shown: they come over the telephone, and \`admit\` compares them.

  --desk DIR    the folder of the service that runs on this machine
  --ticket ID   the ticket, or its first signs
  --out FILE    writes that enrolment to a file, for an officer's machine that the service is not on`,
  options: { desk: "text", ticket: "text", out: "text" },
  run: async (given, { now }) => {
    const [ticket, out] = [given.text("ticket"), given.text("out")];
    if ((ticket === null) !== (out === null)) return usage("--ticket and --out go together.");
    const desk = deskNeeded(given);
    if (!desk.ok) return desk;
    const all = await desk.value.pending();
    if (!all.ok) return deskRefused(all.refusal);
    if (ticket === null || out === null) {
      const lines = all.value.flatMap((one) => pendingLines(one, now()));
      return done(lines.length === 0 ? "Nobody waits for admission." : lines.join("\n"), {
        pending: all.value.map(({ ticket: open, receivedAt }) => ({ ...open, receivedAt })),
      });
    }
    const found = pendingOf(all.value, ticket);
    if (!found.ok) return found;
    const { ticket: open, request, receivedAt } = found.value;
    const text = writeEnrolmentFile({ ticket: encodeOpenTicket(open), request, receivedAt });
    const written = writeFresh(out, text);
    if (!written.ok) return written;
    return done(`${out}: the enrolment of ${open.rec}.`, { file: out, id: open.id });
  },
};

function pendingLines(
  { ticket, request, receivedAt }: PendingEnrolment,
  now: number,
): readonly string[] {
  const asked = parseEnrolmentRequest(request);
  const waits = Math.max(0, Math.floor((now - receivedAt) / 60_000));
  return [
    `${ticket.id.slice(0, 8)}  ${stateName(ticket.state)}, ${ticket.office}: ${ticket.level.join(", ")}, record ${ticket.rec}`,
    `   ${ticket.user}, waits ${waits < 120 ? `${waits} minutes` : `${Math.floor(waits / 60)} hours`}, ticket good until ${minuteOf(ticket.expires)}`,
    asked.ok
      ? "   It holds the key that it names; whose it is, the words show."
      : "   It does NOT hold the key that it names: do not admit it.",
  ];
}
