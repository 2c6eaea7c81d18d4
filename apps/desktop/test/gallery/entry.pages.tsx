import { accept, refuse } from "@parley/base";
import type { SignInProblem } from "@parley/client";
import { createStore } from "zustand/vanilla";
import type { ReactNode } from "react";
import type { DesktopApi, Exercise, StartInfo, VaultFile } from "../../src/contract/index.ts";
import { Entry, type EntryParts } from "../../src/renderer/app/entry.ts";
import { EntryScreen } from "../../src/renderer/app/EntryScreen.tsx";
import { waitAfter, type Stage } from "../../src/renderer/app/stage.ts";
import { NOW } from "./samples.ts";

const clock = { now: () => NOW, after: () => () => undefined };
const exercise: Exercise = {
  homeserver: "http://127.0.0.1:8448",
  root: "root",
  account: "@k7f3qx2m:parley.example",
  password: "secret",
};
const info: StartInfo = {
  version: "0.1.0",
  build: "exercise",
  exercise,
  exerciseProblem: null,
  keychain: "available",
};

const never = new Promise<never>(() => undefined);
const api: DesktopApi = {
  start: () => Promise.resolve(info),
  vaultRead: (): Promise<VaultFile> => Promise.resolve({ state: "none" }),
  vaultWrite: () => Promise.resolve(refuse("disk")),
  vaultErase: () => Promise.resolve(),
  directoryRead: () => Promise.resolve(null),
  directoryRequest: () => Promise.resolve(),
  onDirectoryChange: () => () => undefined,
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
  sessions: { signIn: () => never, open: () => never },
  openStore: () => never,
  passingStore: () => {
    throw new Error("not here");
  },
  signIn: () => Promise.resolve(accept(undefined)),
  openClient: () => never,
  reload: () => undefined,
  onFault: () => undefined,
};

/** The screen at a stage, without going there; `signIn` and the like lead nowhere. */
function at(stage: Stage): () => ReactNode {
  return () => {
    const entry = new Entry(parts);
    entry.start();
    setTimeout(() => entry.stage.setState(stage, true), 50);
    const preferences = createStore(() => ({ theme: "system" as const, singleKeys: true }));
    return <EntryScreen entry={entry} clock={clock} preferences={preferences} />;
  };
}

const signIn = (refusal: SignInProblem | null): (() => ReactNode) =>
  at({ at: "sign-in", working: false, refusal });

export const pages = {
  "entry.sign-in": signIn(null),
  "entry.sign-in-working": at({ at: "sign-in", working: true, refusal: null }),
  "entry.sign-in-wrong": signIn({ reason: "wrong-password" }),
  "entry.sign-in-limited": signIn({ reason: "limited", retryAfter: 12_400 }),
  "entry.sign-in-unreachable": signIn({ reason: "unreachable" }),
  "entry.passphrase": at({ at: "passphrase", working: false, refusal: null }),
  "entry.passphrase-working": at({ at: "passphrase", working: true, refusal: null }),
  "entry.passphrase-disk": at({ at: "passphrase", working: false, refusal: "disk" }),
  "entry.unlock": at({ at: "unlock", working: false, wrong: 0, notBefore: 0 }),
  "entry.unlock-wrong": at({
    at: "unlock",
    working: false,
    wrong: 2,
    notBefore: NOW + waitAfter(3),
  }),
  "entry.opening": at({ at: "opening" }),
  "entry.no-exercise": at({ at: "no-exercise", problem: "none" }),
  "entry.exercise-shape": at({ at: "no-exercise", problem: "shape" }),
  "entry.vault-unreadable": at({ at: "vault-unreadable", reason: "keychain-away" }),
  "entry.stopped": at({ at: "stopped", reason: "damaged" }),
  "entry.stopped-keys": at({ at: "stopped", reason: "crypto-store" }),
  "entry.locking": at({ at: "closing", why: "lock" }),
} satisfies { readonly [name: string]: () => ReactNode };
