import { clipboard } from "electron";
import { TICKET_LIMIT } from "../contract/index.ts";
import { looksLikeTicket } from "./ticket-text.ts";

/** The clipboard's text where it looks like a ticket: the page learns of nothing else that lies there. */
export async function clipboardTicket(): Promise<string | null> {
  const text = await clipboard.readText();
  return text.length <= TICKET_LIMIT && looksLikeTicket(text) ? text : null;
}
