import { accept, parseDeviceId, parseUserId, refuse, type Result } from "@parley/base";
import type { Credentials, SignInRefusal } from "./port.ts";
import { requestRefusal } from "./refusal.ts";
import { MOST_BYTES, replyText } from "./reply-text.ts";

/** Every device of every account is called this: the server learns nothing from it. */
const DEVICE_NAME = "Parley";
/** How long a reply may take, in ms. */
const REPLY = 15_000;

interface Reply {
  readonly status: number;
  /** Absent where the reply was not a JSON object. */
  readonly body?: { readonly [key: string]: unknown };
}

/** Signs in with a password and makes a new device. `user` is a full user id or its local part. */
export async function signIn(
  homeserver: string,
  user: string,
  password: string,
): Promise<Result<Credentials, SignInRefusal>> {
  const base = baseOf(homeserver);
  if (base === null) return refuse({ reason: "not-a-homeserver" });
  const versions = await ask(`${base}/_matrix/client/versions`);
  if (versions === null) return refuse({ reason: "unreachable" });
  if (!Array.isArray(versions.body?.["versions"])) return refuse({ reason: "not-a-homeserver" });
  const login = await ask(`${base}/_matrix/client/v3/login`, {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
    initial_device_display_name: DEVICE_NAME,
  });
  if (login === null) return refuse({ reason: "unreachable" });
  return login.status === 200 ? credentialsOf(base, login) : refuse(refusalOf(login));
}

/** The address without a trailing slash; null where it is no web address, or more than one. */
function baseOf(homeserver: string): string | null {
  const url = URL.parse(homeserver.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    return null;
  return url.href.replace(/\/+$/, "");
}

/** Null: no reply. */
async function ask(url: string, body?: object): Promise<Reply | null> {
  try {
    const reply = await globalThis.fetch(url, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
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

function credentialsOf(homeserver: string, { body }: Reply): Result<Credentials, SignInRefusal> {
  const user = parseUserId(body?.["user_id"]);
  const device = parseDeviceId(body?.["device_id"]);
  const token = body?.["access_token"];
  if (user === null || device === null || typeof token !== "string") {
    return refuse({ reason: "not-a-homeserver" });
  }
  return accept({ homeserver, user, device, accessToken: token });
}

function refusalOf({ status, body }: Reply): SignInRefusal {
  const code = body?.["errcode"];
  const after = body?.["retry_after_ms"];
  const refusal = requestRefusal({
    status,
    code: typeof code === "string" ? code : undefined,
    retryAfter: typeof after === "number" ? after : undefined,
  });
  switch (refusal.reason) {
    case "limited":
      return refusal;
    case "away":
      return { reason: status >= 500 ? "unreachable" : "not-a-homeserver" };
    case "too-large":
    case "refused":
      return accountRefusal(code);
  }
}

function accountRefusal(code: unknown): SignInRefusal {
  switch (code) {
    case "M_USER_DEACTIVATED":
    case "M_USER_LOCKED":
    case "M_USER_SUSPENDED":
      return { reason: "account-closed" };
    case "M_FORBIDDEN":
    case "M_INVALID_USERNAME":
    case "M_INVALID_PARAM":
      return { reason: "wrong-password" };
    default:
      // No password sign-in there.
      return { reason: "not-a-homeserver" };
  }
}
