import { setTimeout as sleep } from "node:timers/promises";
import type { ServerResponse } from "node:http";
import type { ByHand, Fate, Given } from "../../harness/hostile-proxy.ts";

const LIMITED = { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" };
const PAGE = "<!doctype html><title>Welcome</title><p>Please accept the terms of this network.</p>";
/** Of what a homeserver answers, every value of a type that it never has. */
const OTHER_TYPES = {
  versions: "all",
  user_id: 7,
  device_id: [],
  access_token: {},
  global: [],
  filter_id: 7,
  next_batch: 7,
  rooms: [],
  to_device: "none",
  device_lists: 7,
  one_time_key_counts: "none",
  device_keys: [],
  one_time_keys: 7,
  event_id: {},
  room_id: 7,
  chunk: "none",
  end: [],
};

/** How long slow replies take, in ms. */
export const SLOW = { slow: 4_000, "far too slow": 40_000 } as const;

/** What can happen to one request on its way, or to its reply. */
export const FAULTS = {
  "cut before": "cut",
  "reply lost": "cut-reply",
  "no reply": "silent",
  limited: { status: 429, body: JSON.stringify({ ...LIMITED, retry_after_ms: 1_500 }) },
  "limited by a header": byHand(false, (response) => {
    response.writeHead(429, { "content-type": "application/json", "retry-after": "2" });
    response.end(JSON.stringify(LIMITED));
  }),
  "limited for a time unsaid": { status: 429, body: JSON.stringify(LIMITED) },
  "limited by a page": { status: 429, type: "text/html", body: PAGE },
  "500": { status: 500, body: JSON.stringify({ errcode: "M_UNKNOWN", error: "Internal" }) },
  "502 page": { status: 502, type: "text/html", body: "<h1>502 Bad Gateway</h1>" },
  "503": { status: 503, body: JSON.stringify({ errcode: "M_UNKNOWN", error: "Unavailable" }) },
  "503 page": { status: 503, type: "text/html", body: "<h1>503 Service Unavailable</h1>" },
  "page of a portal": { status: 200, type: "text/html", body: PAGE },
  "page of a portal that forbids": { status: 403, type: "text/html", body: PAGE },
  redirect: byHand(false, (response) => {
    response.writeHead(302, { location: "/hotspot/terms" });
    response.end();
  }),
  truncated: byHand(true, (response, { status, text }) => {
    const body = Buffer.from(text);
    response.writeHead(status, jsonOf(body.length));
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  }),
  "cut short": byHand(true, (response, { status, text }) => {
    const body = Buffer.from(text).subarray(0, Buffer.byteLength(text) >> 1);
    response.writeHead(status, jsonOf(body.length));
    response.end(body);
  }),
  array: { status: 200, body: "[]" },
  null: { status: 200, body: "null" },
  "empty object": { status: 200, body: "{}" },
  "empty object for what was done": byHand(true, (response) => {
    response.writeHead(200, jsonOf(2));
    response.end("{}");
  }),
  "values of other types": { status: 200, body: JSON.stringify(OTHER_TYPES) },
  "other content type": byHand(true, (response, { status, text }) => {
    response.writeHead(status, { "content-type": "text/plain" });
    response.end(text);
  }),
  slow: byHand(true, (response, given) => trickle(response, given, SLOW.slow)),
  "far too slow": byHand(true, (response, given) => trickle(response, given, SLOW["far too slow"])),
} as const satisfies Record<string, Fate>;

export type FaultKind = keyof typeof FAULTS;

export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** An object that says "done" of what was not, where nothing else is answered: to a room key, an invitation, a leave. */
export const FALSELY_DONE: readonly FaultKind[] = ["empty object", "values of other types"];

function byHand(
  carriedOut: boolean,
  write: (response: ServerResponse, given: Given) => void | Promise<void>,
): ByHand {
  return {
    carriedOut,
    write: (response, given) => write(response, given ?? { status: 200, text: "{}" }),
  };
}

function jsonOf(length: number): Record<string, string | number> {
  return { "content-type": "application/json", "content-length": length };
}

/** The whole reply, in pieces over so many milliseconds. */
async function trickle(response: ServerResponse, given: Given, ms: number): Promise<void> {
  const body = Buffer.from(given.text);
  const piece = Math.max(1, Math.ceil(body.length / 20));
  response.writeHead(given.status, jsonOf(body.length));
  for (let at = 0; at < body.length && !response.destroyed; at += piece) {
    await sleep(ms / 20);
    response.write(body.subarray(at, at + piece));
  }
  response.end();
}
