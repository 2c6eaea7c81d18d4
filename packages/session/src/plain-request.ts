import { MOST_BYTES, replyText } from "./reply-text.ts";

/** How long a reply may take, in ms. */
const REPLY = 15_000;

export interface PlainReply {
  readonly status: number;
  /** Absent where the reply was not a JSON object. */
  readonly body?: { readonly [key: string]: unknown };
}

/** One request outside a session. Null: no reply. */
export async function askPlainly(
  url: string,
  body?: object,
  accessToken?: string,
): Promise<PlainReply | null> {
  try {
    const reply = await globalThis.fetch(url, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      // Passwords do not follow where a portal points to; a redirect is not the answer of a homeserver.
      redirect: "manual",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(REPLY),
    });
    const { status } = reply;
    const parsed = parseObject(await replyText(reply, MOST_BYTES.signIn));
    return parsed === null ? { status } : { status, body: parsed };
  } catch {
    return null;
  }
}

function parseObject(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as { readonly [key: string]: unknown })
      : null;
  } catch {
    return null;
  }
}
