import type { Instant, KeyId, RecordId, UserId } from "@parley/base";
import type { LineDesk } from "@parley/client";
import {
  encodeOpenTicket,
  parseOpenTicket,
  type ClosedCard,
  type OpenTicket,
  type Wish,
} from "@parley/directory";

/** A device that asks to be listed. */
export interface AskedRow {
  readonly ticket: string;
  /** Key id of the device's act key. */
  readonly key: KeyId;
  /** Text of the request, whose proof held. */
  readonly request: string;
  readonly receivedAt: Instant;
}

export interface ProposalRow {
  readonly hash: string;
  /** Text of the proposal, with every signature that has come in. */
  readonly text: string;
  /** Records that it was carried to. */
  readonly carriedTo: readonly RecordId[];
  readonly declined: readonly RecordId[];
}

export interface WishRow {
  readonly wish: Wish;
  readonly user: UserId;
  readonly receivedAt: Instant;
}

export interface CardRow extends ClosedCard {
  readonly rec: RecordId;
}

export interface ReportRow {
  readonly text: string;
  readonly receivedAt: Instant;
  /** Newest entry when it came: whoever reported was listed then. */
  readonly n: number;
}

/** The head key pair, base64url. */
export interface HeadKeyRow {
  readonly publicKey: string;
  readonly secretKey: string;
}

/** What the service keeps, by kind of row. */
interface Rows {
  readonly "service-asked": AskedRow;
  readonly "service-proposal": ProposalRow;
  readonly "service-wish": WishRow;
  readonly "service-card": CardRow;
  readonly "service-card-proposed": CardRow;
  /** Hash of a card that was erased here, until the log names it no more. */
  readonly "service-erased": { readonly hash: string };
  readonly "service-report": ReportRow;
  readonly "service-head-key": HeadKeyRow;
}

export type Kind = keyof Rows;
export const TICKET_KIND = "service-ticket";

export interface WrittenRow {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
}

export function rowOf<K extends Kind>(kind: K, id: string, value: Rows[K]): WrittenRow {
  return { kind, id, text: JSON.stringify(value) };
}

export function ticketRow(ticket: OpenTicket): WrittenRow {
  return { kind: TICKET_KIND, id: ticket.id, text: encodeOpenTicket(ticket) };
}

type Keeper = Pick<LineDesk, "kept">;

/** Rows of a kind, by id. The service wrote them, and they come back under a seal. */
export function rowsOf<K extends Kind>(
  desk: Keeper,
  kind: K,
): readonly (readonly [string, Rows[K]])[] {
  return desk.kept(kind).map(({ id, text }) => [id, JSON.parse(text) as Rows[K]]);
}

export function rowAt<K extends Kind>(desk: Keeper, kind: K, id: string): Rows[K] | null {
  return rowsOf(desk, kind).find(([one]) => one === id)?.[1] ?? null;
}

export function ticketsOf(desk: Keeper): readonly OpenTicket[] {
  return desk
    .kept(TICKET_KIND)
    .map(({ text }) => parseOpenTicket(text))
    .filter((ticket) => ticket !== null);
}
