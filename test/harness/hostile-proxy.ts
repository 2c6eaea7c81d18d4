import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request on its way to the homeserver. */
export interface Passing {
  readonly method: string;
  /** Path below the address, unescaped. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Access token of whoever asks; "" without one. */
  readonly token: string;
  readonly body: string;
}

/** A reply as the homeserver gave it. */
export interface Given {
  readonly status: number;
  readonly text: string;
}

/** A reply that is written by hand on the connection, so that it can be as broken as it likes. */
export interface ByHand {
  /** Whether the homeserver gets the request first. */
  readonly carriedOut: boolean;
  /** `given` is the homeserver's reply; null where it did not get the request. */
  readonly write: (response: ServerResponse, given: Given | null) => void | Promise<void>;
}

/**
 * What becomes of a request: it passes; it gets no reply; its connection is cut, before or after the homeserver has
 * carried it out; another reply is given; a reply is written by hand; the homeserver's reply is changed.
 */
export type Fate =
  | "pass"
  | "silent"
  | "cut"
  | "cut-reply"
  | { readonly status: number; readonly type?: string; readonly body: string }
  | ByHand
  | ((reply: JsonReply) => unknown);

export interface JsonReply {
  [key: string]: unknown;
}

/** A line to a homeserver that someone else holds. */
export interface HostileProxy {
  readonly baseUrl: string;
  /** Decides about every request from here on. A request that waits for its fate has not reached the homeserver yet. */
  set(judge: (request: Passing) => Fate | Promise<Fate>): void;
  /** All that came, oldest first. */
  readonly requests: Passing[];
  /** All that the homeserver has answered to, with its own status, whatever became of the reply. */
  readonly carriedOut: { readonly request: Passing; readonly status: number }[];
  /** Tells every sync that waits for news that there is none, so that the next one asks at once. */
  hurry(): void;
  /** Cuts every connection that is there now. */
  hangUp(): void;
  stop(): Promise<void>;
}

/** Starts a proxy on loopback that passes everything on until it is told otherwise. */
export async function startHostileProxy(target: string): Promise<HostileProxy> {
  let judge: (request: Passing) => Fate | Promise<Fate> = () => "pass";
  const requests: Passing[] = [];
  const carriedOut: { readonly request: Passing; readonly status: number }[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    void carry(request, response).catch(() => response.destroy());
  });

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", target);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const passing: Passing = {
      method: request.method ?? "GET",
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      token: request.headers.authorization?.replace("Bearer ", "") ?? "",
      body: body.toString(),
    };
    if (passing.method === "OPTIONS") {
      // A browser's question beforehand; what it is about is judged when it comes.
      const { status, headers } = await fetch(url, { method: "OPTIONS" });
      response.writeHead(status, forBrowsers(headers));
      return void response.end();
    }
    requests.push(passing);
    const fate = await judge(passing);
    if (fate === "silent") return;
    if (fate === "cut") return void response.destroy();
    const byHand = typeof fate === "object" && "write" in fate ? fate : null;
    if (byHand?.carriedOut === false) return byHand.write(response, null);
    if (typeof fate === "object" && "body" in fate) {
      response.writeHead(fate.status, { "content-type": fate.type ?? "application/json" });
      return void response.end(fate.body);
    }
    const authorization = request.headers.authorization;
    const since = passing.path.endsWith("/sync") ? passing.query.get("since") : null;
    const asked = fetch(url, {
      method: passing.method,
      headers: {
        "content-type": "application/json",
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body.length === 0 ? {} : { body }),
    });
    const reply = since === null ? await asked : await unlessHurried(asked, since);
    const text = await reply.text();
    carriedOut.push({ request: passing, status: reply.status });
    if (byHand !== null) return byHand.write(response, { status: reply.status, text });
    // A sync may have waited for long; its reply is changed by what holds now.
    const now = await judge(passing);
    const change = typeof now === "function" ? now : fate;
    if (fate === "cut-reply") return void response.destroy();
    response.writeHead(reply.status, {
      "content-type": "application/json",
      ...forBrowsers(reply.headers),
    });
    response.end(
      typeof change === "function"
        ? JSON.stringify(change(JSON.parse(text) as JsonReply) ?? null)
        : text,
    );
  }

  /** A sync's reply, or that there is no news. */
  async function unlessHurried(asked: Promise<Response>, since: string): Promise<Response> {
    // Nobody looks at what loses the race.
    asked.catch(() => undefined);
    let end: () => void = () => undefined;
    const hurried = new Promise<Response>((resolve) => {
      end = () => resolve(noNews(since));
    });
    waiting.add(end);
    return Promise.race([asked, hurried]).finally(() => waiting.delete(end));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    carriedOut,
    set: (next) => {
      judge = next;
    },
    hurry: () => {
      for (const end of waiting) end();
    },
    hangUp: () => server.closeAllConnections(),
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function noNews(since: string): Response {
  return Response.json({ next_batch: since }, { headers: { "access-control-allow-origin": "*" } });
}

/** Headers without which a page of another origin may not read a reply. */
function forBrowsers(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => name.startsWith("access-control-allow-")),
  );
}
