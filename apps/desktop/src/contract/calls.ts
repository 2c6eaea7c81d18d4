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
  Network,
  StartInfo,
  VaultFile,
  VaultUnreadable,
  VaultWriteRefusal,
  VaultWritten,
} from "./desktop-api.ts";
import { NETWORK_PROBLEMS } from "./network-problem.ts";

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
/** Characters of a ticket, with the directory log that it brings: 57 States with all their devices take a few per cent. */
export const TICKET_LIMIT = 16_777_216;
/** Characters of a trust root. */
export const ROOT_LIMIT = 65_536;
/** Addresses and names of servers are shorter than this. */
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
      network: orNull(
        record<Network>({
          homeserver: text(LINE_LIMIT),
          root: text(ROOT_LIMIT),
          server: text(LINE_LIMIT),
        }),
      ),
      networkProblem: orNull(oneOf(...NETWORK_PROBLEMS)),
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
  clipboardTicket: {
    channel: "parley:clipboard-ticket",
    asked: nothing,
    answered: orNull(text(TICKET_LIMIT)),
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
  onCloseRequest: "parley:close-request",
};
