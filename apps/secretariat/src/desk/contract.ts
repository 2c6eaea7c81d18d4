import type { Instant, RecordId, Result, UserId } from "@parley/base";
import type { OpenTicket, Wish } from "@parley/directory";

/**
 * The loopback desk: how the officers' command line and the service talk on one machine. HTTP/1.1 on 127.0.0.1, JSON
 * both ways, `Authorization: Bearer TOKEN`; port and token stand in `desk.json` of the service's folder, readable by its
 * owner only. The desk believes nobody: what it is handed (proposals, logs, tickets) is verified as if a stranger sent it.
 */

/** How the service fares. The one answer that needs no token. */
export interface DeskHealth {
  readonly ok: boolean;
  /** The link to the homeserver in the client's word, for example "live". */
  readonly link: string;
  readonly listing: "waiting" | "listed" | "disabled";
  readonly lines: number;
  /** Messages that are kept and have yet to leave, of all lines. */
  readonly queued: number;
  /** Head of the log that the service holds. */
  readonly n: number;
  readonly headAt: Instant;
  /** Invitations of this start that were turned down: of accounts without an open ticket or a record. */
  readonly refusedInvitations: number;
  /**
   * What is wrong until this start ends. `behind`, `forked`: somebody listed holds more of the directory, or another one,
   * so the service's stores may be a copy that was put back. `head-key`: the directory names another key than the service's.
   */
  readonly alarms: readonly ("behind" | "forked" | "head-key")[];
}

/** A device that asks to be listed. */
export interface PendingEnrolment {
  /** What the service knows of the ticket: all but the password. */
  readonly ticket: OpenTicket;
  /** Text of the enrolment request with its proof; whoever reads it checks the proof again. */
  readonly request: string;
  readonly receivedAt: Instant;
}

/** A proposal that the service carries to the lines of a State. */
export interface DeskProposal {
  /** Hash of the entry, 32 bytes, base64url. */
  readonly hash: string;
  /** Text of the proposal file, with every signature that has come in. */
  readonly text: string;
  /** Records whose holders said that they do not sign it. */
  readonly declined: readonly RecordId[];
}

/** What a Point of Contact asks of the Secretariat. */
export interface DeskWish {
  readonly wish: Wish;
  readonly user: UserId;
  readonly receivedAt: Instant;
}

/** A contact card that the service holds. */
export interface DeskCard {
  readonly rec: RecordId;
  readonly salt: string;
  readonly text: string;
  /** "listed": the log names its hash. "proposed": it came over the line and waits for an entry. */
  readonly standing: "listed" | "proposed";
}

/** A report of a lost or stolen device that came over a line. */
export interface DeskReport {
  readonly text: string;
  readonly receivedAt: Instant;
}

/** Newest entry after a log was taken up. */
export interface DeskHead {
  readonly n: number;
  readonly h: string;
}

/** Why the desk did not do it, with a sentence for the officer. */
export interface DeskRefusal {
  /**
   * `unreachable`: nobody listens. `token`: not the desk's token. `answer`: what answers is no desk of this version.
   * Anything else is the service's own word.
   */
  readonly reason: string;
  readonly text: string;
}

/** What the service's side does; `serveDesk` puts it behind HTTP. */
export interface DeskHandler {
  health(): DeskHealth;
  /** Text of the log that the service holds. */
  log(): string;
  /** The service's own enrolment request. */
  request(): string;
  /** Ed25519 public key, base64url, with which the service signs dated heads. */
  headKey(): string;
  pending(): readonly PendingEnrolment[];
  /** From now on lines of this account are joined. */
  openTicket(ticket: OpenTicket): Promise<Result<void, DeskRefusal>>;
  proposals(): readonly DeskProposal[];
  /** Carries a proposal to the lines of its State. The same again adds its signatures. */
  carry(proposal: string): Promise<Result<{ readonly hash: string }, DeskRefusal>>;
  withdraw(hash: string): Promise<Result<void, DeskRefusal>>;
  /** Verifies the log, takes it up if it holds every entry of the one held, signs its head and carries both. */
  publish(log: string): Promise<Result<DeskHead, DeskRefusal>>;
  wishes(): readonly DeskWish[];
  wishDone(id: string): Promise<Result<void, DeskRefusal>>;
  cards(rec: RecordId): readonly DeskCard[];
  /** Deletes card and salt here and asks every client to do the same. */
  eraseCard(rec: RecordId): Promise<Result<void, DeskRefusal>>;
  reports(): readonly DeskReport[];
}

/** The same from the officers' side: every call may find nobody there. */
export type DeskClient = {
  readonly [call in keyof DeskHandler]: (
    ...given: Parameters<DeskHandler[call]>
  ) => Promise<Result<Answered<ReturnType<DeskHandler[call]>>, DeskRefusal>>;
};

type Answered<T> = T extends Promise<Result<infer Value, DeskRefusal>> ? Value : T;
