import { accept, refuse, type DeviceId, type Result } from "@parley/base";
import { askPlainly, type PlainReply } from "./plain-request.ts";
import type { Credentials, PasswordRefusal } from "./port.ts";
import { requestRefusal } from "./refusal.ts";

/** Replaces the password and ends all other sign-ins but those of `keep`. */
export async function replacePassword(
  credentials: Credentials,
  from: string,
  to: string,
  keep: readonly DeviceId[],
): Promise<Result<void, PasswordRefusal>> {
  const wish = { new_password: to, logout_devices: keep.length === 0 };
  const replaced = await askWithPassword(credentials, "account/password", wish, from);
  return replaced.ok && keep.length > 0 ? endOthers(credentials, to, keep) : replaced;
}

async function endOthers(
  credentials: Credentials,
  password: string,
  keep: readonly DeviceId[],
): Promise<Result<void, PasswordRefusal>> {
  const { homeserver, accessToken, device } = credentials;
  const reply = await askPlainly(`${homeserver}${CLIENT}devices`, undefined, accessToken);
  const shown = reply?.body?.["devices"];
  if (reply?.status !== 200 || !Array.isArray(shown)) return refuse(refusalOf(reply));
  const kept = new Set<unknown>([...keep, device]);
  const others = shown
    .map((one: unknown) => (one as { readonly device_id?: unknown } | null)?.device_id)
    .filter((id) => typeof id === "string" && !kept.has(id));
  if (others.length === 0) return accept(undefined);
  return askWithPassword(credentials, "delete_devices", { devices: others }, password);
}

const CLIENT = "/_matrix/client/v3/";

/** A first request is told which stage it needs, a second one goes through it. */
async function askWithPassword(
  { homeserver, user, accessToken }: Credentials,
  what: string,
  wish: object,
  password: string,
): Promise<Result<void, PasswordRefusal>> {
  const url = `${homeserver}${CLIENT}${what}`;
  const first = await askPlainly(url, wish, accessToken);
  // Without being asked for the password: whoever runs the server wishes it so.
  if (first?.status === 200) return accept(undefined);
  const session = first?.body?.["session"];
  if (first?.status !== 401 || typeof session !== "string") return refuse(refusalOf(first));
  const auth = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password,
    session,
  };
  const second = await askPlainly(url, { ...wish, auth }, accessToken);
  return second?.status === 200 ? accept(undefined) : refuse(refusalOf(second));
}

function refusalOf(reply: PlainReply | null): PasswordRefusal {
  const code = reply?.body?.["errcode"];
  if (reply === null || typeof code !== "string") return { reason: "unreachable" };
  if (code === "M_UNKNOWN_TOKEN" || code === "M_MISSING_TOKEN") return { reason: "signed-out" };
  if (code === "M_FORBIDDEN") return { reason: "wrong-password" };
  const after = reply.body?.["retry_after_ms"];
  const refusal = requestRefusal({
    status: reply.status,
    code,
    retryAfter: typeof after === "number" ? after : undefined,
  });
  return refusal.reason === "limited" ? refusal : { reason: "unreachable" };
}
