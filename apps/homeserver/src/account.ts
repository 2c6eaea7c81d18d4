import { createHmac, randomBytes, randomInt } from "node:crypto";
import { parseUserId, type UserId } from "@parley/base";
import { HomeserverFailure } from "./failure.ts";

/** An account made for a Point of Contact; names are random and say nothing. */
export interface Account {
  readonly user: UserId;
  readonly password: string;
}

const REGISTER = "/_synapse/admin/v1/register";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const NAME_SIGNS = `${LETTERS}0123456789`;

/** 60 bits: names are neither guessed nor met twice. Starts with a letter, so that it never reads as a number. */
function randomName(): string {
  const signs = [LETTERS[randomInt(LETTERS.length)]];
  while (signs.length < 12) signs.push(NAME_SIGNS[randomInt(NAME_SIGNS.length)]);
  return signs.join("");
}

/**
 * Makes an account by Synapse's shared-secret registration, the only one that is open
 * (`POST /_synapse/admin/v1/register`; the MAC is HMAC-SHA1 over nonce, name, password and role, parted by NUL).
 */
export async function createAccount(
  baseUrl: string,
  sharedSecret: string,
  admin: boolean,
): Promise<Account> {
  const name = randomName();
  const password = randomBytes(24).toString("base64url");
  const { nonce } = await ask(`${baseUrl}${REGISTER}`, {});
  if (typeof nonce !== "string") {
    throw new HomeserverFailure("The homeserver gives no nonce for a registration.");
  }
  const mac = createHmac("sha1", sharedSecret)
    .update([nonce, name, password, admin ? "admin" : "notadmin"].join("\0"))
    .digest("hex");
  const made = await ask(`${baseUrl}${REGISTER}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    // No sign-in here: the client makes its own, and with it the only device.
    body: JSON.stringify({ nonce, username: name, password, admin, mac, inhibit_login: true }),
  });
  const user = parseUserId(made["user_id"]);
  if (user === null) {
    throw new HomeserverFailure("The homeserver made an account without a readable name.");
  }
  return { user, password };
}

async function ask(
  url: string,
  request: RequestInit,
): Promise<{ readonly [key: string]: unknown }> {
  const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(30_000) });
  const body: unknown = await answer.json();
  if (!answer.ok || typeof body !== "object" || body === null) {
    throw new HomeserverFailure(
      `The homeserver refused to make an account: ${answer.status} ${JSON.stringify(body)}`,
    );
  }
  return body as { readonly [key: string]: unknown };
}
