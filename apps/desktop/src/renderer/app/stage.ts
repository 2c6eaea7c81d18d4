import { unreachable, type Instant } from "@parley/base";
import type { Client, SignInProblem } from "@parley/client";
import type { StoreRefusal } from "@parley/storage";
import type {
  ExerciseProblem,
  StartInfo,
  VaultFile,
  VaultUnreadable,
  VaultWriteRefusal,
} from "../../contract/index.ts";
import type { VaultRefusal } from "./vault/vault-file.ts";

/** Where a person stands between opening the window and working. */
export type Stage =
  | { readonly at: "starting" }
  /** Nothing can be done without an exercise file that can be read. */
  | { readonly at: "no-exercise"; readonly problem: ExerciseProblem | "none" }
  | { readonly at: "vault-unreadable"; readonly reason: VaultUnreadable | "newer" }
  | { readonly at: "sign-in"; readonly working: boolean; readonly refusal: SignInProblem | null }
  | {
      readonly at: "passphrase";
      readonly working: boolean;
      readonly refusal: VaultWriteRefusal | StoreRefusal | null;
    }
  | {
      readonly at: "unlock";
      readonly working: boolean;
      /** How many passphrases did not open it, in a row. */
      readonly wrong: number;
      /** No passphrase is taken before. */
      readonly notBefore: Instant;
    }
  | { readonly at: "opening" }
  | { readonly at: "ready"; readonly client: Client }
  | { readonly at: "closing"; readonly why: Leaving }
  | { readonly at: "stopped"; readonly reason: StopReason };

export type Leaving = "lock" | "sign-out" | "quit";

/**
 * Why the client could not be opened. `crypto-store`: the store with this device's keys for encryption does not open;
 * `unexpected`: a fault of the program.
 */
export type StopReason = StoreRefusal | "other-root" | "crypto-store" | "unexpected";

export type StageEvent =
  | {
      readonly event: "started";
      readonly info: StartInfo;
      readonly vault: VaultFile;
    }
  | { readonly event: "sign-in-asked" }
  | { readonly event: "sign-in-cancelled" }
  | { readonly event: "sign-in-refused"; readonly refusal: SignInProblem }
  /** `vault`: whether the store that holds the profile is a real one already. */
  | { readonly event: "signed-in"; readonly vault: "none" | "open" }
  | { readonly event: "passphrase-chosen" }
  | { readonly event: "passphrase-refused"; readonly refusal: VaultWriteRefusal | StoreRefusal }
  | { readonly event: "unlock-asked" }
  | { readonly event: "unlock-refused"; readonly refusal: VaultRefusal; readonly now: Instant }
  | { readonly event: "unlocked" }
  | { readonly event: "no-profile" }
  | { readonly event: "opened"; readonly client: Client }
  | { readonly event: "leaving"; readonly why: Leaving }
  | { readonly event: "stopped"; readonly reason: StopReason };

/** Milliseconds to wait after the n-th wrong passphrase in a row: 1 s, 2 s, 4 s, at most 30 s. */
export function waitAfter(wrong: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, wrong - 1));
}

/** The next stage. An event that does not belong to the stage (a late answer) changes nothing. */
export function advance(stage: Stage, happened: StageEvent): Stage {
  switch (happened.event) {
    case "started":
      return stage.at === "starting" ? started(happened.info, happened.vault) : stage;
    case "sign-in-asked":
      return stage.at === "sign-in" ? { at: "sign-in", working: true, refusal: null } : stage;
    case "sign-in-cancelled":
      return stage.at === "sign-in" ? { at: "sign-in", working: false, refusal: null } : stage;
    case "sign-in-refused":
      return stage.at === "sign-in" && stage.working
        ? { at: "sign-in", working: false, refusal: happened.refusal }
        : stage;
    case "signed-in":
      if (stage.at !== "sign-in" || !stage.working) return stage;
      return happened.vault === "open"
        ? { at: "opening" }
        : { at: "passphrase", working: false, refusal: null };
    case "passphrase-chosen":
      return stage.at === "passphrase" ? { at: "passphrase", working: true, refusal: null } : stage;
    case "passphrase-refused":
      return stage.at === "passphrase" && stage.working
        ? { at: "passphrase", working: false, refusal: happened.refusal }
        : stage;
    case "unlock-asked":
      return stage.at === "unlock" ? { ...stage, working: true } : stage;
    case "unlock-refused":
      if (stage.at !== "unlock" || !stage.working) return stage;
      if (happened.refusal !== "wrong-passphrase") {
        return { at: "vault-unreadable", reason: happened.refusal };
      }
      return {
        at: "unlock",
        working: false,
        wrong: stage.wrong + 1,
        notBefore: happened.now + waitAfter(stage.wrong + 1),
      };
    case "unlocked":
      return (stage.at === "unlock" || stage.at === "passphrase") && stage.working
        ? { at: "opening" }
        : stage;
    case "no-profile":
      return stage.at === "opening" ? { at: "sign-in", working: false, refusal: null } : stage;
    case "opened":
      return stage.at === "opening" ? { at: "ready", client: happened.client } : stage;
    case "leaving":
      return { at: "closing", why: happened.why };
    case "stopped":
      return { at: "stopped", reason: happened.reason };
    default:
      return unreachable(happened);
  }
}

function started(info: StartInfo, vault: VaultFile): Stage {
  if (info.exercise === null) {
    return { at: "no-exercise", problem: info.exerciseProblem ?? "none" };
  }
  switch (vault.state) {
    case "none":
      return { at: "sign-in", working: false, refusal: null };
    case "present":
      return { at: "unlock", working: false, wrong: 0, notBefore: 0 };
    case "unreadable":
      return { at: "vault-unreadable", reason: vault.reason };
    default:
      return unreachable(vault);
  }
}
