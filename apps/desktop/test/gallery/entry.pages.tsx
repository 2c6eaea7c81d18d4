import { refuse, type StateCode } from "@parley/base";
import { makeSignKeyPair, ready } from "@parley/crypto";
import { makeRoot } from "@parley/directory";
import { createStore } from "zustand/vanilla";
import type { ReactNode } from "react";
import type { DesktopApi, StartInfo, VaultFile } from "../../src/contract/index.ts";
import { Entry, type EntryParts } from "../../src/renderer/app/entry.ts";
import { EntryScreen } from "../../src/renderer/app/EntryScreen.tsx";
import { waitAfter, type EnrolHindrance, type Stage } from "../../src/renderer/app/stage.ts";
import type { TicketFault, TicketView } from "../../src/renderer/features/enrol/index.ts";
import { hour, NOW } from "./samples.ts";

const clock = { now: () => NOW, after: () => () => undefined };
const never = new Promise<never>(() => undefined);

async function exercise(): Promise<StartInfo> {
  await ready();
  const officers = [1, 2, 3].map(() => makeSignKeyPair().publicKey);
  return {
    version: "0.1.0",
    build: "exercise",
    network: {
      homeserver: "http://127.0.0.1:8448",
      server: "hs.parley.example",
      root: makeRoot({ officers, k: 2, mode: "exercise", at: NOW }),
    },
    networkProblem: null,
    keychain: "available",
  };
}

const api: DesktopApi = {
  start: exercise,
  vaultRead: (): Promise<VaultFile> => Promise.resolve({ state: "none" }),
  vaultWrite: () => Promise.resolve(refuse("disk")),
  vaultErase: () => Promise.resolve(),
  clipboardTicket: () => Promise.resolve(null),
  attention: () => Promise.resolve(),
  onCloseRequest: () => () => undefined,
  diskHasRoom: () => Promise.resolve(true),
  closeNow: () => Promise.resolve(),
};

const parts: EntryParts = {
  api,
  clock,
  derive: () => never,
  loadMachine: () => never,
  sessions: { signIn: () => never, open: () => never, replacePassword: () => never },
  openStore: () => never,
  enrol: () => never,
  openClient: () => never,
  reload: () => undefined,
  onFault: () => undefined,
};

/** The screen at a stage, without going there; what is pressed leads nowhere. */
function at(stage: Stage, build: StartInfo["build"] = "exercise"): () => ReactNode {
  return () => {
    const start = async (): Promise<StartInfo> => ({ ...(await exercise()), build });
    const entry = new Entry({ ...parts, api: { ...api, start } });
    entry.start();
    setTimeout(() => entry.stage.setState(stage, true), 50);
    const preferences = createStore(() => ({ theme: "system" as const, singleKeys: true }));
    return <EntryScreen entry={entry} clock={clock} preferences={preferences} />;
  };
}

const TICKET: TicketView = {
  state: "XB" as StateCode,
  office: "National Cyber Security Coordination Centre",
  level: ["technical"],
  expires: NOW + 86 * hour,
};
const asked = (fault: TicketFault | null, more: { putAside?: true; reading?: true } = {}) =>
  at({ at: "ticket", reading: false, putAside: false, fault, ...more });
const hindered = (problem: EnrolHindrance): (() => ReactNode) =>
  at({ at: "enrol", ticket: TICKET, working: false, problem });

export const pages = {
  "ticket.open": asked(null),
  "ticket.reading": asked(null, { reading: true }),
  "ticket.put-aside": asked(null, { putAside: true }),
  "ticket.not-a-ticket": asked("not-a-ticket"),
  "ticket.too-large": asked("too-large"),
  "ticket.other-root": asked("other-root"),
  "ticket.other-server": asked("other-server"),
  "ticket.edited": asked("edited"),
  "ticket.expired": asked("expired"),
  "ticket.log": asked("log"),
  "ticket.used": asked("used"),
  "ticket.service": asked("service"),
  "ticket.file": asked("file"),
  "ticket.several": asked("several"),
  "ticket.clipboard": asked("clipboard"),
  "ticket.yours": at({ at: "yours", ticket: TICKET }),
  "ticket.yours-long": at({
    at: "yours",
    ticket: {
      ...TICKET,
      office: "Department for the Security of Networks and Information Systems, 2nd Unit",
      level: ["technical", "policy"],
    },
  }),
  "entry.passphrase": at({ at: "passphrase", ticket: TICKET, working: false, refusal: null }),
  "entry.passphrase-working": at({
    at: "passphrase",
    ticket: TICKET,
    working: true,
    refusal: null,
  }),
  "entry.passphrase-disk": at({
    at: "passphrase",
    ticket: TICKET,
    working: false,
    refusal: "disk",
  }),
  "entry.signing": at({ at: "enrol", ticket: TICKET, working: true, problem: null }),
  "entry.signing-unreachable": hindered({ reason: "unreachable" }),
  "entry.signing-limited": hindered({ reason: "limited", retryAfter: 12_400 }),
  "entry.signing-closed": hindered({ reason: "account-closed" }),
  "entry.unlock": at({ at: "unlock", working: false, wrong: 0, notBefore: 0 }),
  "entry.unlock-wrong": at({
    at: "unlock",
    working: false,
    wrong: 2,
    notBefore: NOW + waitAfter(3),
  }),
  "entry.opening": at({ at: "opening" }),
  "entry.no-network": at({ at: "no-network", problem: "none" }),
  "entry.network-shape": at({ at: "no-network", problem: "shape" }),
  "entry.no-network-release": at({ at: "no-network", problem: "none" }, "release"),
  "entry.vault-unreadable": at({ at: "vault-unreadable", reason: "keychain-away" }),
  "entry.stopped": at({ at: "stopped", reason: "damaged" }),
  "entry.stopped-keys": at({ at: "stopped", reason: "crypto-store" }),
  "entry.locking": at({ at: "closing", why: "lock" }),
} satisfies { readonly [name: string]: () => ReactNode };
