/** Parts of a path that hold one id. */
const ID = "[^/]+";

/**
 * All that a session asks of a homeserver. What the SDK would ask besides (key backup, cross-signing, secret
 * storage, media, receipts, typing, profiles, capabilities, calls) is answered here as "not found" and does not
 * leave the machine. Message-like events leave as `m.room.encrypted` or not at all.
 */
const ALLOWED: readonly (readonly [method: string, path: RegExp])[] = [
  ["GET", /^\/_matrix\/client\/versions$/],
  ...[
    ["GET", "pushrules/?"],
    ["POST", `user/${ID}/filter`],
    ["GET", "sync"],
    ["POST", "keys/(upload|query|claim)"],
    ["PUT", `sendToDevice/m\\.room(\\.encrypted|_key\\.withheld)/${ID}`],
    ["PUT", `rooms/${ID}/send/m\\.room\\.encrypted/${ID}`],
    ["GET", `rooms/${ID}/messages`],
    ["POST", "createRoom"],
    ["POST", `rooms/${ID}/(invite|join|leave)`],
    ["POST", "logout"],
  ].map(
    ([method = "", path = ""]) => [method, new RegExp(`^/_matrix/client/v3/${path}$`)] as const,
  ),
];

/** Whether the request may leave: to this homeserver's address, and one of the list. */
export function isAllowed(base: URL, method: string, url: URL): boolean {
  const prefix = base.pathname.replace(/\/$/, "");
  if (url.origin !== base.origin || !url.pathname.startsWith(prefix)) return false;
  const path = url.pathname.slice(prefix.length);
  return ALLOWED.some(([allowed, pattern]) => allowed === method && pattern.test(path));
}
