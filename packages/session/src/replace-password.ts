import { accept, refuse, type Result } from "@parley/base";
import { askPlainly, type PlainReply } from "./plain-request.ts";
import type { Credentials, PasswordRefusal } from "./port.ts";
import { requestRefusal } from "./refusal.ts";

/** Replaces the password and ends all other sign-ins: a first request is told which stage it needs, a second one goes through it. */
export async function replacePassword(
  { homeserver, user, accessToken }: Credentials,
  from: string,
  to: string,
): Promise<Result<void, PasswordRefusal>> {
  const url = `${homeserver}/_matrix/client/v3/account/password`;
  const wish = { new_password: to, logout_devices: true };
  const first = await askPlainly(url, wish, accessToken);
  // Without being asked for the old one: whoever runs the server wishes it so.
  if (first?.status === 200) return accept(undefined);
  const session = first?.body?.["session"];
  if (first?.status !== 401 || typeof session !== "string") return refuse(refusalOf(first));
  const auth = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user },
    password: from,
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
