import { randomBytes, randomInt } from "node:crypto";
import { accept, parseUserId, refuse, type Result, type UserId } from "@parley/base";
import { fieldsOf, jsonOf, textOf } from "../desk/index.ts";

/** Where accounts are made: Synapse's administration interface, with the access token of an operator's account. */
export interface AccountsOffice {
  /** Base URL without a slash at its end. */
  readonly homeserver: string;
  /** Name of the Matrix server. */
  readonly server: string;
  readonly token: string;
}

/** An account and the password that is good for its first sign-in. */
export interface MadeAccount {
  readonly user: UserId;
  readonly password: string;
}

export interface AccountRefusal {
  /**
   * `unreachable`: no answer. `token`: the token is no operator's. `missing`: there is no such account. `refused`: the
   * homeserver said no, in its own words in the text.
   */
  readonly reason: "unreachable" | "token" | "missing" | "refused";
  readonly text: string;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SIGNS = `${LETTERS}0123456789`;
const PATIENCE = 30_000;

/** Makes an account with a random name (SERVER-2) and password. An account that exists is never touched. */
export async function makeAccount(
  office: AccountsOffice,
): Promise<Result<MadeAccount, AccountRefusal>> {
  const user = parseUserId(`@${randomName()}:${office.server}`);
  if (user === null) throw new Error("not a name of a server");
  const known = await ask(office, "GET", user);
  if (known.ok) return refuse({ reason: "refused", text: "A random name was taken. Try again." });
  if (known.refusal.reason !== "missing") return known;
  return setPassword(office, user, { admin: false });
}

/** A new one-time password for an account that exists; its open sign-ins go on until the new one is used. */
export async function renewPassword(
  office: AccountsOffice,
  user: UserId,
): Promise<Result<MadeAccount, AccountRefusal>> {
  const known = await ask(office, "GET", user);
  return known.ok ? setPassword(office, user, { logout_devices: false }) : known;
}

async function setPassword(
  office: AccountsOffice,
  user: UserId,
  further: object,
): Promise<Result<MadeAccount, AccountRefusal>> {
  const password = randomBytes(24).toString("base64url");
  const made = await ask(office, "PUT", user, { password, ...further });
  return made.ok ? accept({ user, password }) : made;
}

/** 60 bits: names are neither guessed nor met twice. Starts with a letter, so that it never reads as a number. */
function randomName(): string {
  const signs = [LETTERS[randomInt(LETTERS.length)]];
  while (signs.length < 12) signs.push(SIGNS[randomInt(SIGNS.length)]);
  return signs.join("");
}

async function ask(
  { homeserver, token }: AccountsOffice,
  method: "GET" | "PUT",
  user: UserId,
  body?: object,
): Promise<Result<void, AccountRefusal>> {
  let status: number;
  let text: string;
  try {
    const answer = await fetch(
      `${homeserver}/_synapse/admin/v2/users/${encodeURIComponent(user)}`,
      {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );
    status = answer.status;
    text = await answer.text();
  } catch {
    const sentence = `The homeserver ${homeserver} does not answer.`;
    return refuse({ reason: "unreachable", text: sentence });
  }
  if (status === 200 || status === 201) return accept(undefined);
  if (status === 401 || status === 403) {
    const sentence = "The access token is not that of an operator of this homeserver.";
    return refuse({ reason: "token", text: sentence });
  }
  if (status === 404) {
    return refuse({ reason: "missing", text: `The homeserver has no account ${user}.` });
  }
  const words = textOf(fieldsOf(jsonOf(text))?.["error"]) ?? "no reason given";
  return refuse({
    reason: "refused",
    text: `The homeserver refused (${status}): ${words.slice(0, 200)}`,
  });
}
