import { isObject, type Json } from "./sync-split.ts";

/** Parts of a path that hold one id. */
const ID = "[^/]+";

/** A member that every answer to a request has, and its type; a reply without it is no homeserver's. */
type Sign = readonly [member: string, type: "text" | "list" | "object"];

/**
 * All that a session asks of a homeserver. What the SDK would ask besides (key backup, cross-signing, secret
 * storage, media, receipts, typing, profiles, capabilities, calls) is answered here as "not found" and does not
 * leave the machine. Message-like events leave as `m.room.encrypted` or not at all. The signs are the required members
 * of each answer in the client-server API, version 1.15.
 */
const REQUESTS: readonly (readonly [method: string, path: string, sign?: Sign])[] = [
  ["GET", "pushrules/?", ["global", "object"]],
  ["POST", `user/${ID}/filter`, ["filter_id", "text"]],
  ["GET", "sync", ["next_batch", "text"]],
  ["POST", "keys/upload", ["one_time_key_counts", "object"]],
  ["POST", "keys/query", ["device_keys", "object"]],
  ["POST", "keys/claim", ["one_time_keys", "object"]],
  ["PUT", `sendToDevice/m\\.room(\\.encrypted|_key\\.withheld)/${ID}`],
  ["PUT", `rooms/${ID}/send/m\\.room\\.encrypted/${ID}`, ["event_id", "text"]],
  ["GET", `rooms/${ID}/messages`, ["chunk", "list"]],
  ["POST", "createRoom", ["room_id", "text"]],
  ["POST", `rooms/${ID}/join`, ["room_id", "text"]],
  ["POST", `rooms/${ID}/(invite|leave)`],
  ["POST", "logout"],
];

const ALLOWED: readonly {
  readonly method: string;
  readonly path: RegExp;
  readonly sign: Sign | undefined;
}[] = [
  { method: "GET", path: /^\/_matrix\/client\/versions$/, sign: ["versions", "list"] },
  ...REQUESTS.map(([method, path, sign]) => ({
    method,
    path: new RegExp(`^/_matrix/client/v3/${path}$`),
    sign,
  })),
];

/** Whether the request may leave: to this homeserver's address, and one of the list. */
export function isAllowed(base: URL, method: string, url: URL): boolean {
  return requestOf(base, method, url) !== undefined;
}

/** Whether this is what a homeserver answers where it does what was asked, as far as the outermost shape goes. */
export function isAnswer(base: URL, method: string, url: URL, reply: Json): boolean {
  const sign = requestOf(base, method, url)?.sign;
  if (sign === undefined) return true;
  const [member, type] = sign;
  const value = reply[member];
  switch (type) {
    case "text":
      return typeof value === "string";
    case "list":
      return Array.isArray(value);
    case "object":
      return isObject(value);
  }
}

function requestOf(base: URL, method: string, url: URL): (typeof ALLOWED)[number] | undefined {
  const prefix = base.pathname.replace(/\/$/, "");
  if (url.origin !== base.origin || !url.pathname.startsWith(prefix)) return undefined;
  const below = url.pathname.slice(prefix.length);
  return ALLOWED.find((allowed) => allowed.method === method && allowed.path.test(below));
}
