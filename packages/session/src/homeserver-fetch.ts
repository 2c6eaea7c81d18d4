import { isAllowed, isAnswer } from "./allowed-requests.ts";
import { MOST_BYTES, replyText } from "./reply-text.ts";
import { isObject, splitSync, type Json, type SplitSync } from "./sync-split.ts";

/** Told about every request that left. */
export interface FetchWatch {
  /** No reply, or one that no homeserver gives: a page, a fault, more than any answer has. */
  failed(): void;
  /** A sync answer came, in two parts; the SDK gets only its own. */
  synced(answer: SplitSync): void;
  /** Which devices there are, as the server says; what comes back is what the SDK gets. */
  devices(answer: Json): Json;
}

/** How long a reply may take, in ms. A sync gets this on top of the wait that it asks for. */
const REPLY = 15_000;
/** Asked first of all, and again and again while a homeserver is away. */
const VERSIONS_REPLY = 6_000;
const SYNC_REPLY = 5_000;
/** A sync that need not wait for news catches up and may bring much. */
const CATCH_UP_REPLY = 20_000;
const FIRST_SYNC_REPLY = 60_000;
/** A reply that takes longer than this, in ms, is what the one who waits for it waits for. */
const LONG = 3_000;
/** Most that a slow line gets for one sync, in ms; each one that is cut off doubles what the next one gets. */
const MOST_PATIENCE = 120_000;

/**
 * The one way out of a session: lets only listed requests leave, ends those that get no reply in time, takes
 * message-like events out of sync answers, and ends all of them when the session closes.
 */
export class HomeserverFetch {
  private readonly base: URL;
  private readonly watch: FetchWatch;
  private readonly closing = new AbortController();
  /** When each request that waits for its reply began; syncs wait on purpose and are left out. */
  private readonly waiting = new Map<symbol, number>();
  private patience = 1;
  private lastTrouble = Number.NEGATIVE_INFINITY;

  constructor(homeserver: string, watch: FetchWatch) {
    this.base = new URL(homeserver);
    this.watch = watch;
  }

  /** Whether since `time` the network or the server kept someone waiting: no reply, a late one, or "not so fast". */
  troubledSince(time: number): boolean {
    const long = Date.now() - LONG;
    return this.lastTrouble >= time || [...this.waiting.values()].some((began) => began < long);
  }

  /** Ends what runs; whatever is asked from here on is refused. */
  close(): void {
    this.closing.abort();
  }

  readonly fetch = async (
    resource: URL | RequestInfo,
    init: RequestInit = {},
  ): Promise<Response> => {
    const url = new URL(resource instanceof Request ? resource.url : resource);
    const { method = "GET" } = init;
    if (!isAllowed(this.base, method, url)) return notFound();
    const ticket = Symbol("request");
    if (!isSync(url)) this.waiting.set(ticket, Date.now());
    try {
      return await (isSync(url)
        ? this.sync(url, init)
        : this.ask(url, init, replyTime(url), (answer, text) =>
            isKeyQuery(url) ? JSON.stringify(this.watch.devices(answer)) : text,
          ));
    } finally {
      this.waiting.delete(ticket);
    }
  };

  private async sync(url: URL, init: RequestInit): Promise<Response> {
    const deadline = this.syncDeadline(url);
    const reply = await this.ask(asFresh(url), init, deadline, (answer) => this.split(answer));
    // A server that answers and refuses to sync (a locked account, a limit) is not there for us either. An ended
    // sign-in is another matter, which the SDK announces itself.
    if (!reply.ok && !(await reply.clone().text()).includes("M_UNKNOWN_TOKEN")) this.watch.failed();
    return reply;
  }

  private async ask(
    url: URL,
    init: RequestInit,
    deadline: number,
    read: (answer: Json, text: string) => string,
  ): Promise<Response> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), deadline);
    const signals = [this.closing.signal, late.signal];
    if (init.signal) signals.push(init.signal);
    try {
      const reply = await globalThis.fetch(url, {
        ...init,
        // A homeserver does not send its clients elsewhere; a portal does.
        redirect: "error",
        signal: AbortSignal.any(signals),
      });
      const text = await replyText(reply, isSync(url) ? MOST_BYTES.sync : MOST_BYTES.other);
      // A proxy's or a portal's page is no word of the homeserver, nor is half an answer or one to something else.
      if (!isJson(reply) || reply.status >= 500) throw new Error("no homeserver answers");
      if (reply.status === 429) this.lastTrouble = Date.now();
      const answer: unknown = JSON.parse(text);
      const { method = "GET" } = init;
      if (!isObject(answer) || (reply.ok && !isAnswer(this.base, method, url, answer)))
        throw new Error("no homeserver answers so");
      return replace(reply, reply.ok ? read(answer, text) : text);
    } catch (error) {
      // The SDK does not ask again after an AbortError; a late reply is no such thing.
      if (this.closing.signal.aborted || init.signal?.aborted) throw aborted();
      if (late.signal.aborted) this.patience *= 2;
      this.lastTrouble = Date.now();
      this.watch.failed();
      throw new Error("no reply", { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  private syncDeadline(url: URL): number {
    const waits = Number(url.searchParams.get("timeout") ?? 0);
    const reply = !url.searchParams.has("since")
      ? FIRST_SYNC_REPLY
      : waits === 0
        ? CATCH_UP_REPLY
        : SYNC_REPLY;
    return waits + Math.min(reply * this.patience, MOST_PATIENCE);
  }

  private split(answer: Json): string {
    const parts = splitSync(answer);
    this.patience = 1;
    this.watch.synced(parts);
    return JSON.stringify(parts.forSdk);
  }
}

function isSync(url: URL): boolean {
  return url.pathname.endsWith("/_matrix/client/v3/sync");
}

function isKeyQuery(url: URL): boolean {
  return url.pathname.endsWith("/_matrix/client/v3/keys/query");
}

function replyTime(url: URL): number {
  return url.pathname.endsWith("/versions") ? VERSIONS_REPLY : REPLY;
}

/**
 * Synapse answers a first sync from what it answered to an equal request up to two minutes ago
 * (`caches.sync_response_cache_duration`): members of the past, on a restart. It has no use for the wait of a first
 * sync, but tells requests apart by it.
 */
function asFresh(url: URL): URL {
  if (url.searchParams.has("since")) return url;
  const fresh = new URL(url);
  fresh.searchParams.set("timeout", String(1 + Math.floor(Math.random() * 1_000_000_000)));
  return fresh;
}

function isJson(reply: Response): boolean {
  return /^application\/json\b/i.test(reply.headers.get("content-type") ?? "");
}

function replace(reply: Response, text: string): Response {
  return new Response(text, { status: reply.status, headers: replyHeaders(reply) });
}

/** The text is decoded already, so what speaks of its encoding does not fit any more. */
function replyHeaders(reply: Response): Headers {
  const headers = new Headers({ "content-type": "application/json" });
  const retry = reply.headers.get("retry-after");
  if (retry !== null) headers.set("retry-after", retry);
  return headers;
}

function notFound(): Response {
  return Response.json({ errcode: "M_NOT_FOUND", error: "not asked" }, { status: 404 });
}

function aborted(): DOMException {
  return new DOMException("closed", "AbortError");
}
