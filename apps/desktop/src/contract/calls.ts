import { fromBase64Url, refuse } from "@parley/base";
import {
  count,
  type Decoder,
  either,
  exactly,
  flag,
  nothing,
  oneOf,
  orNull,
  record,
  result,
  text,
} from "./decode.ts";
import type {
  Attention,
  DesktopApi,
  Exercise,
  StartInfo,
  VaultFile,
  VaultUnreadable,
  VaultWriteRefusal,
  VaultWritten,
} from "./desktop-api.ts";
import { EXERCISE_PROBLEMS } from "./exercise-problem.ts";

/** A question to the process that owns the window, with the shape of both its directions. */
export interface Call<Asked, Answered> {
  readonly channel: string;
  readonly asked: Decoder<Asked>;
  readonly answered: Decoder<Answered>;
}

/** What the page's edge tells by itself, besides what the page asks. */
interface Edge {
  hearing(state: Hearing): Promise<void>;
}

/**
 * Whether the page listens for the wish to close (`listening`, `deaf`), and that such a wish reached it (`heard`): a
 * page that is stuck does not hold the window open.
 */
export type Hearing = "listening" | "deaf" | "heard";

type Crossing = DesktopApi & Edge;

export type CallName = {
  [K in keyof Crossing]: ReturnType<Crossing[K]> extends Promise<unknown> ? K : never;
}[keyof Crossing];

export type Asked<K extends CallName> = Parameters<Crossing[K]>[0];
export type Answered<K extends CallName> = Awaited<ReturnType<Crossing[K]>>;

/** The compiler holds this list to the interface: a call without an entry, or of another shape, does not compile. */
export type Calls = { readonly [K in CallName]: Call<Asked<K>, Answered<K>> };

/** Characters of a sealed vault; a real one has a few hundred. */
export const VAULT_LIMIT = 16_384;
/** Characters of a listing request; a real one has about a thousand. */
export const REQUEST_LIMIT = 65_536;
/** Characters of a directory log: 57 States with all their devices take a few per cent of it. */
export const LOG_LIMIT = 33_554_432;
/** Characters of a trust root. */
export const ROOT_LIMIT = 65_536;
/** Matrix allows 255 bytes for a user id; URLs and passwords of an exercise are shorter than this. */
export const LINE_LIMIT = 2048;
const UNREAD_LIMIT = 1_000_000;

const base64Url: Decoder<string> = (value) => {
  const read = text(VAULT_LIMIT)(value);
  if (!read.ok) return read;
  return read.value !== "" && fromBase64Url(read.value) !== null ? read : refuse("not base64url");
};

/** A call that answers nothing. */
const done: Decoder<void> = nothing;

export const CALLS: Calls = {
  start: {
    channel: "parley:start",
    asked: nothing,
    answered: record<StartInfo>({
      version: text(LINE_LIMIT),
      build: oneOf("exercise", "release"),
      exercise: orNull(
        record<Exercise>({
          homeserver: text(LINE_LIMIT),
          root: text(ROOT_LIMIT),
          account: text(LINE_LIMIT),
          password: text(LINE_LIMIT),
        }),
      ),
      exerciseProblem: orNull(oneOf(...EXERCISE_PROBLEMS)),
      keychain: oneOf("available", "unavailable", "basic-text"),
    }),
  },
  vaultRead: {
    channel: "parley:vault-read",
    asked: nothing,
    answered: either<VaultFile>(
      record<{ state: "none" }>({ state: exactly("none") }),
      record<{ state: "present"; sealed: string; keychain: boolean }>({
        state: exactly("present"),
        sealed: base64Url,
        keychain: flag,
      }),
      record<{ state: "unreadable"; reason: VaultUnreadable }>({
        state: exactly("unreadable"),
        reason: oneOf("keychain-away", "keychain-other", "damaged", "file"),
      }),
    ),
  },
  vaultWrite: {
    channel: "parley:vault-write",
    asked: base64Url,
    answered: result(
      record<VaultWritten>({ keychain: flag }),
      oneOf<VaultWriteRefusal>("unreadable-kept", "disk"),
    ),
  },
  vaultErase: { channel: "parley:vault-erase", asked: nothing, answered: done },
  directoryRead: {
    channel: "parley:directory-read",
    asked: nothing,
    answered: orNull(text(LOG_LIMIT)),
  },
  directoryRequest: {
    channel: "parley:directory-request",
    asked: text(REQUEST_LIMIT),
    answered: done,
  },
  diskHasRoom: { channel: "parley:disk-has-room", asked: nothing, answered: flag },
  attention: {
    channel: "parley:attention",
    asked: record<Attention>({ unread: count(UNREAD_LIMIT), arrived: flag }),
    answered: done,
  },
  hearing: {
    channel: "parley:hearing",
    asked: oneOf<Hearing>("listening", "deaf", "heard"),
    answered: done,
  },
  closeNow: { channel: "parley:close-now", asked: nothing, answered: done },
};

/** What the owning process says unasked; these carry nothing. */
export const NOTICES: { readonly [K in Exclude<keyof DesktopApi, CallName>]: string } = {
  onDirectoryChange: "parley:directory-change",
  onCloseRequest: "parley:close-request",
};
