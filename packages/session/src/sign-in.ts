import { accept, parseDeviceId, parseUserId, refuse, type Result } from "@parley/base";
import type { Credentials, SignInRefusal } from "./port.ts";
import { askPlainly, type PlainReply } from "./plain-request.ts";
import { requestRefusal } from "./refusal.ts";

/** Every device of every account is called this: the server learns nothing from it. */
const DEVICE_NAME = "Parley";

/** Signs in with a password and makes a new device. `user` is a full user id or its local part. */
export async function signIn(
  homeserver: string,
  user: string,
  password: string,
): Promise<Result<Credentials, SignInRefusal>> {
  const base = baseOf(homeserver);
  if (base === null) return refuse({ reason: "not-a-homeserver" });
  const versions = await askPlainly(`${base}/_matrix/client/versions`);
  if (versions === null) return refuse({ reason: "unreachable" });
  if (!Array.isArray(versions.body?.["versions"])) return refuse({ reason: "not-a-homeserver" });
  const login = await askPlainly(`${base}/_matrix/client/v3/login`, {
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

function credentialsOf(
  homeserver: string,
  { body }: PlainReply,
): Result<Credentials, SignInRefusal> {
  const user = parseUserId(body?.["user_id"]);
  const device = parseDeviceId(body?.["device_id"]);
  const token = body?.["access_token"];
  if (user === null || device === null || typeof token !== "string") {
    return refuse({ reason: "not-a-homeserver" });
  }
  return accept({ homeserver, user, device, accessToken: token });
}

function refusalOf({ status, body }: PlainReply): SignInRefusal {
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
