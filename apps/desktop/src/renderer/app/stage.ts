import { unreachable, type Instant } from "@parley/base";
import type { Client, EnrolProblem } from "@parley/client";
import type { StoreRefusal } from "@parley/storage";
import type {
  NetworkProblem,
  StartInfo,
  VaultFile,
  VaultUnreadable,
  VaultWriteRefusal,
} from "../../contract/index.ts";
import type { TicketFault, TicketView } from "../features/enrol/index.ts";
import type { VaultRefusal } from "./vault/vault-file.ts";

/** Where a person stands between opening the window and working. */
export type Stage =
  | { readonly at: "starting" }
  /** Nothing can be done without a network to belong to. */
  | { readonly at: "no-network"; readonly problem: NetworkProblem | "root" | "none" }
  | { readonly at: "vault-unreadable"; readonly reason: VaultUnreadable | "newer" }
  | {
      readonly at: "ticket";
      readonly reading: boolean;
      readonly fault: TicketFault | null;
      /** The person said of the one before that it is not theirs. */
      readonly putAside: boolean;
    }
  /** A ticket was read; nothing of it is used yet. */
  | { readonly at: "yours"; readonly ticket: TicketView }
  | {
      readonly at: "passphrase";
      readonly ticket: TicketView;
      readonly working: boolean;
      readonly refusal: VaultWriteRefusal | StoreRefusal | null;
    }
  /** The ticket is being spent, or could not be; vault and store are there. */
  | {
      readonly at: "enrol";
      readonly ticket: TicketView;
      readonly working: boolean;
      readonly problem: EnrolHindrance | null;
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

/** What keeps a good ticket from being spent now: it can be tried again. */
export type EnrolHindrance = Exclude<EnrolProblem, { readonly reason: "ticket" | "used" }>;

/**
 * Why the client could not be opened. `crypto-store`: the store with this device's keys for encryption does not open;
 * `unexpected`: a fault of the program.
 */
export type StopReason = StoreRefusal | "other-root" | "crypto-store" | "unexpected";

export type StageEvent =
  | {
      readonly event: "started";
      readonly info: StartInfo;
      /** Whether the text of the trust root is one. */
      readonly rooted: boolean;
      readonly vault: VaultFile;
    }
  | { readonly event: "ticket-given" }
  | { readonly event: "ticket-refused"; readonly fault: TicketFault }
  | { readonly event: "ticket-read"; readonly ticket: TicketView }
  | { readonly event: "ticket-put-aside" }
  /** `vault`: whether the store that the profile goes into is open already. */
  | { readonly event: "ticket-taken"; readonly vault: "none" | "open" }
  | { readonly event: "passphrase-chosen" }
  | { readonly event: "passphrase-refused"; readonly refusal: VaultWriteRefusal | StoreRefusal }
  | { readonly event: "vault-made" }
  | { readonly event: "enrol-again" }
  | { readonly event: "enrol-hindered"; readonly problem: EnrolHindrance }
  /** The ticket will never be taken. */
  | { readonly event: "enrol-refused"; readonly fault: TicketFault }
  | { readonly event: "enrolled" }
  | { readonly event: "other-ticket" }
  | { readonly event: "unlock-asked" }
  | { readonly event: "unlock-refused"; readonly refusal: VaultRefusal; readonly now: Instant }
  /** `unspent`: the ticket that the store keeps, where the program ended before it was spent to the end. */
  | { readonly event: "unlocked"; readonly unspent: TicketView | null }
  | { readonly event: "no-profile" }
  | { readonly event: "opened"; readonly client: Client }
  | { readonly event: "leaving"; readonly why: Leaving }
  | { readonly event: "stopped"; readonly reason: StopReason };

/** Milliseconds to wait after the n-th wrong passphrase in a row: 1 s, 2 s, 4 s, at most 30 s. */
export function waitAfter(wrong: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, wrong - 1));
}

const ASKING: Extract<Stage, { readonly at: "ticket" }> = {
  at: "ticket",
  reading: false,
  fault: null,
  putAside: false,
};

/** The next stage. An event that does not belong to the stage (a late answer) changes nothing. */
export function advance(stage: Stage, happened: StageEvent): Stage {
  switch (happened.event) {
    case "started":
      return stage.at === "starting" ? started(happened) : stage;
    case "ticket-given":
      return stage.at === "ticket" ? { ...ASKING, reading: true } : stage;
    case "ticket-refused":
      return stage.at === "ticket" && stage.reading ? { ...ASKING, fault: happened.fault } : stage;
    case "ticket-read":
      return stage.at === "ticket" && stage.reading
        ? { at: "yours", ticket: happened.ticket }
        : stage;
    case "ticket-put-aside":
      return stage.at === "yours" ? { ...ASKING, putAside: true } : stage;
    case "ticket-taken":
      if (stage.at !== "yours") return stage;
      return happened.vault === "open"
        ? { at: "enrol", ticket: stage.ticket, working: true, problem: null }
        : { at: "passphrase", ticket: stage.ticket, working: false, refusal: null };
    case "passphrase-chosen":
      return stage.at === "passphrase" ? { ...stage, working: true, refusal: null } : stage;
    case "passphrase-refused":
      return stage.at === "passphrase" && stage.working
        ? { ...stage, working: false, refusal: happened.refusal }
        : stage;
    case "vault-made":
      return stage.at === "passphrase" && stage.working
        ? { at: "enrol", ticket: stage.ticket, working: true, problem: null }
        : stage;
    case "enrol-again":
      return stage.at === "enrol" ? { ...stage, working: true, problem: null } : stage;
    case "enrol-hindered":
      return stage.at === "enrol" && stage.working
        ? { ...stage, working: false, problem: happened.problem }
        : stage;
    case "enrol-refused":
      return stage.at === "enrol" && stage.working ? { ...ASKING, fault: happened.fault } : stage;
    case "enrolled":
      return stage.at === "enrol" && stage.working ? { at: "opening" } : stage;
    case "other-ticket":
      return stage.at === "enrol" && !stage.working ? ASKING : stage;
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
      if (stage.at !== "unlock" || !stage.working) return stage;
      return happened.unspent === null
        ? { at: "opening" }
        : { at: "enrol", ticket: happened.unspent, working: true, problem: null };
    case "no-profile":
      return stage.at === "opening" ? ASKING : stage;
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

function started({
  info,
  rooted,
  vault,
}: {
  readonly info: StartInfo;
  readonly rooted: boolean;
  readonly vault: VaultFile;
}): Stage {
  if (info.network === null) return { at: "no-network", problem: info.networkProblem ?? "none" };
  if (!rooted) return { at: "no-network", problem: "root" };
  switch (vault.state) {
    case "none":
      return ASKING;
    case "present":
      return { at: "unlock", working: false, wrong: 0, notBefore: 0 };
    case "unreadable":
      return { at: "vault-unreadable", reason: vault.reason };
    default:
      return unreachable(vault);
  }
}
