import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parseRecordId, refuse, type Result } from "@parley/base";
import { encodeOpenTicket } from "@parley/directory";
import type { DeskHandler, DeskRefusal, PendingEnrolment } from "./contract.ts";
import { readOpenTicket } from "./read-desk.ts";
import { fieldsOf, jsonOf, textOf, type JsonFields } from "./read-json.ts";
import { routeOf, type DeskCall } from "./routes.ts";

/** Bytes of a request's body: a log of 2,000 entries with room to spare. */
const BODY = 64 * 1024 * 1024;

/** A desk that listens. */
export interface RunningDesk {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** Ends it; requests that are under way are cut off. */
  close(): Promise<void>;
}

/** Puts a handler behind HTTP on a loopback port; a free one where `port` is 0. */
export async function serveDesk(options: {
  readonly handler: DeskHandler;
  readonly token: string;
  readonly port?: number;
  /** Told what a handler threw: a bug, answered with 500. */
  readonly failed?: (call: DeskCall, error: unknown) => void;
}): Promise<RunningDesk> {
  const { handler, token, failed } = options;
  const server = createServer((request, response) => {
    void answer(request, response, handler, token, failed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: options.port ?? 0 }, resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the desk has no port");
  return {
    port: address.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: DeskHandler,
  token: string,
  failed: ((call: DeskCall, error: unknown) => void) | undefined,
): Promise<void> {
  const route = routeOf(request.method ?? "", (request.url ?? "").split("?")[0] ?? "");
  if (route?.call !== "health" && !hasToken(request, token)) {
    reply(response, 401, refuse({ reason: "token", text: "This is not the token of the desk." }));
    return;
  }
  if (route === null) {
    reply(response, 404, refuse({ reason: "answer", text: "The desk has no such call." }));
    return;
  }
  const body = await bodyOf(request);
  if (body === null) {
    reply(response, 413, refuse({ reason: "form", text: "The request cannot be read." }));
    return;
  }
  try {
    const result = await carryOut(handler, route.call, route.id ?? "", body);
    reply(response, result.ok ? 200 : 409, result);
  } catch (error) {
    failed?.(route.call, error);
    const text = "The service has a fault of its own; its log says more.";
    reply(response, 500, refuse({ reason: "fault", text }));
  }
}

/** Web pages cannot set this header across origins, so a browser on the machine does not get in either. */
function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function bodyOf(request: IncomingMessage): Promise<JsonFields | null> {
  if (request.method !== "POST") return {};
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > BODY) return null;
      parts.push(part);
    }
  } catch {
    return null;
  }
  return fieldsOf(jsonOf(Buffer.concat(parts).toString("utf8")));
}

const FORM: Result<never, DeskRefusal> = refuse({
  reason: "form",
  text: "The request does not have the form of this version.",
});

async function carryOut(
  handler: DeskHandler,
  call: DeskCall,
  id: string,
  body: JsonFields,
): Promise<Result<unknown, DeskRefusal>> {
  switch (call) {
    case "openTicket": {
      const ticket = readOpenTicket(body["ticket"]);
      return ticket === null ? FORM : handler.openTicket(ticket);
    }
    case "carry": {
      const proposal = textOf(body["proposal"]);
      return proposal === null ? FORM : handler.carry(proposal);
    }
    case "publish": {
      const log = textOf(body["log"]);
      return log === null ? FORM : handler.publish(log);
    }
    case "withdraw":
      return handler.withdraw(id);
    case "wishDone":
      return handler.wishDone(id);
    case "cards": {
      const rec = parseRecordId(id);
      return rec === null ? FORM : { ok: true, value: handler.cards(rec) };
    }
    case "eraseCard": {
      const rec = parseRecordId(id);
      return rec === null ? FORM : handler.eraseCard(rec);
    }
    case "pending":
      return { ok: true, value: handler.pending().map(writePending) };
    case "health":
    case "log":
    case "request":
    case "headKey":
    case "proposals":
    case "wishes":
    case "reports":
      return { ok: true, value: handler[call]() };
  }
}

function writePending({ ticket, request, receivedAt }: PendingEnrolment): object {
  return { ticket: encodeOpenTicket(ticket), request, receivedAt };
}

function reply(
  response: ServerResponse,
  status: number,
  result: Result<unknown, DeskRefusal>,
): void {
  const text = JSON.stringify(
    result.ok ? { ok: true, value: result.value ?? true } : { ok: false, ...result.refusal },
  );
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(text);
}
