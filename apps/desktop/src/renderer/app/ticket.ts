import { accept, fromUtf8, refuse, type Instant, type Result } from "@parley/base";
import { readTicket, type TrustRoot } from "@parley/directory";
import { TICKET_LIMIT, type StartInfo } from "../../contract/index.ts";
import type { GivenTicket, TicketFault, TicketView } from "../features/enrol/index.ts";

/** A ticket that fits this build, not used yet. */
export interface OpenedTicket {
  readonly text: string;
  readonly view: TicketView;
}

/** What a ticket has to fit. */
export interface TicketPlace {
  readonly root: TrustRoot;
  /** Matrix server name. */
  readonly server: string;
}

/** Whether nothing here is real: by the build, which only exercises use, or by the trust root of its network. */
export function isExercise(info: StartInfo | null, place: TicketPlace | null): boolean {
  return info?.build !== "release" || place?.root.mode === "exercise";
}

/** Reads a ticket as a person gave it. */
export async function openTicket(
  given: GivenTicket,
  place: TicketPlace,
  now: Instant,
): Promise<Result<OpenedTicket, TicketFault>> {
  if ("fault" in given) return refuse(given.fault);
  const text = "file" in given ? await textOf(given.file) : accept(given.text);
  if (!text.ok) return text;
  if (text.value.length > TICKET_LIMIT) return refuse("too-large");
  const read = readTicket(text.value, { ...place, now });
  if (!read.ok) return read;
  const { kind, state, office, level, expires } = read.value.ticket;
  if (kind === "service") return refuse("service");
  return accept({ text: text.value, view: { state, office, level, expires } });
}

async function textOf(file: Blob): Promise<Result<string, TicketFault>> {
  if (file.size > TICKET_LIMIT) return refuse("too-large");
  try {
    const text = fromUtf8(new Uint8Array(await file.arrayBuffer()));
    return text === null ? refuse("not-a-ticket") : accept(text);
  } catch {
    return refuse("file");
  }
}
