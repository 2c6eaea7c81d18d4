import type { Passing } from "../../harness/hostile-proxy.ts";

/** Every request that a client makes, but the one that signs out. */
const REQUESTS = {
  versions: ["GET", /^\/versions$/],
  login: ["POST", /^\/v3\/login$/],
  "push rules": ["GET", /^\/v3\/pushrules\/?$/],
  filter: ["POST", /^\/v3\/user\/[^/]+\/filter$/],
  sync: ["GET", /^\/v3\/sync$/],
  "keys upload": ["POST", /^\/v3\/keys\/upload$/],
  "keys query": ["POST", /^\/v3\/keys\/query$/],
  "keys claim": ["POST", /^\/v3\/keys\/claim$/],
  "to devices": ["PUT", /^\/v3\/sendToDevice\//],
  send: ["PUT", /^\/v3\/rooms\/[^/]+\/send\//],
  "create room": ["POST", /^\/v3\/createRoom$/],
  invite: ["POST", /^\/v3\/rooms\/[^/]+\/invite$/],
  join: ["POST", /^\/v3\/rooms\/[^/]+\/join$/],
  leave: ["POST", /^\/v3\/rooms\/[^/]+\/leave$/],
  messages: ["GET", /^\/v3\/rooms\/[^/]+\/messages$/],
} as const satisfies Record<string, readonly [method: string, path: RegExp]>;

export type RequestKind = keyof typeof REQUESTS;

export const REQUEST_KINDS = Object.keys(REQUESTS) as readonly RequestKind[];

/** What a request asks for; null where a client asks no such thing. */
export function kindOf({ method, path }: Passing): RequestKind | null {
  const below = path.replace(/^\/_matrix\/client/, "");
  return (
    REQUEST_KINDS.find((kind) => REQUESTS[kind][0] === method && REQUESTS[kind][1].test(below)) ??
    null
  );
}
