import { accept, refuse, type RecordId, type Result } from "@parley/base";
import { encodeOpenTicket, type OpenTicket } from "@parley/directory";
import type { DeskClient, DeskRefusal } from "./contract.ts";
import type { DeskFile } from "./desk-file.ts";
import {
  readDeskCard,
  readDeskHead,
  readDeskProposal,
  readHash,
  readHealth,
  readPending,
  readReport,
  readDeskWish,
} from "./read-desk.ts";
import { fieldsOf, jsonOf, listOf, textOf } from "./read-json.ts";
import { pathOf, type DeskCall } from "./routes.ts";

/** Milliseconds for one answer; a log of thousands of entries is verified within it. */
const PATIENCE = 60_000;

const UNREACHABLE: DeskRefusal = {
  reason: "unreachable",
  text: "The service does not answer on this machine. Is it running, and is this its folder?",
};
const NO_DESK: DeskRefusal = {
  reason: "answer",
  text: "What answers on the service's port is not the desk of this version.",
};

/** The desk of the service that runs on this machine. */
export function deskClient(desk: DeskFile): DeskClient {
  const ask = async <T>(
    call: DeskCall,
    read: (value: unknown) => T | null,
    { id = null, body }: { readonly id?: string | null; readonly body?: object } = {},
  ): Promise<Result<T, DeskRefusal>> => {
    const { method, path } = pathOf(call, id);
    let text: string;
    try {
      const answer = await fetch(`http://127.0.0.1:${desk.port}${path}`, {
        method,
        headers: { authorization: `Bearer ${desk.token}`, "content-type": "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
        ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
      });
      text = await answer.text();
    } catch {
      return refuse(UNREACHABLE);
    }
    const fields = fieldsOf(jsonOf(text));
    if (fields?.["ok"] === false) {
      const [reason, sentence] = [textOf(fields["reason"]), textOf(fields["text"])];
      return refuse(reason === null || sentence === null ? NO_DESK : { reason, text: sentence });
    }
    const value = fields?.["ok"] === true ? read(fields["value"]) : null;
    return value === null ? refuse(NO_DESK) : accept(value);
  };
  const done = async (
    call: DeskCall,
    given: { readonly id?: string; readonly body?: object },
  ): Promise<Result<void, DeskRefusal>> => {
    const answer = await ask(call, () => true, given);
    return answer.ok ? accept(undefined) : answer;
  };
  const all =
    <T>(read: (value: unknown) => T | null) =>
    (value: unknown): readonly T[] | null =>
      listOf(value, read);

  return {
    health: () => ask("health", readHealth),
    log: () => ask("log", textOf),
    request: () => ask("request", textOf),
    headKey: () => ask("headKey", textOf),
    pending: () => ask("pending", all(readPending)),
    openTicket: (ticket: OpenTicket) =>
      done("openTicket", { body: { ticket: encodeOpenTicket(ticket) } }),
    proposals: () => ask("proposals", all(readDeskProposal)),
    carry: (proposal: string) => ask("carry", readHash, { body: { proposal } }),
    withdraw: (hash: string) => done("withdraw", { id: hash }),
    publish: (log: string) => ask("publish", readDeskHead, { body: { log } }),
    wishes: () => ask("wishes", all(readDeskWish)),
    wishDone: (id: string) => done("wishDone", { id }),
    cards: (rec: RecordId) => ask("cards", all(readDeskCard), { id: rec }),
    eraseCard: (rec: RecordId) => done("eraseCard", { id: rec }),
    reports: () => ask("reports", all(readReport)),
  };
}
