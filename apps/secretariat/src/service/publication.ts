import type { RecordId } from "@parley/base";
import {
  cardMessages,
  hashOfCard,
  readProposal,
  type Log,
  type ServiceMessage,
} from "@parley/directory";
import { entriesFrom, type Carrier } from "./carrier.ts";
import { rowOf, rowsOf, TICKET_KIND, ticketsOf, type WrittenRow } from "./rows.ts";

interface Place {
  readonly kind: string;
  readonly id: string;
}

/** What a longer log settles among the rows, and what is said because of it. */
export async function settleLog(carrier: Carrier, before: Log, log: Log): Promise<void> {
  const rows: WrittenRow[] = [];
  const gone: Place[] = [];
  const tickets = new Map(ticketsOf(carrier.desk).map((ticket) => [ticket.user, ticket]));
  const cards = settleCards(carrier, log, rows, gone);
  settleTickets(carrier, log, gone);
  const withdrawn = settleProposals(carrier, log, gone);
  if (rows.length + gone.length > 0) await carrier.keep(rows, gone);

  for (const { room, user, rec } of carrier.lines()) {
    // Whoever was not listed has heard nothing since the ticket was made.
    const isNew = before.listedDevices(user).length === 0;
    const from = isNew ? (tickets.get(user)?.log.n ?? 0) + 1 : before.head.n + 1;
    await carrier.to(room, [
      ...entriesFrom(log, from),
      ...cardMessages(isNew ? cardsIn(carrier) : cards.listed),
      ...(cards.erased.length === 0 ? [] : [{ kind: "erased", recs: cards.erased } as const]),
      ...withdrawn.flatMap((one) => (one.recs.includes(rec) ? [one.message] : [])),
    ]);
  }
}

interface CardRow {
  readonly rec: RecordId;
  readonly salt: string;
  readonly text: string;
}

function cardsIn({ desk }: Carrier): readonly CardRow[] {
  return rowsOf(desk, "service-card").map(([, card]) => card);
}

/** A proposed card that the log now names is listed; one that it names no more is erased here and everywhere. */
function settleCards(
  { desk }: Carrier,
  log: Log,
  rows: WrittenRow[],
  gone: Place[],
): { readonly listed: readonly CardRow[]; readonly erased: readonly RecordId[] } {
  const named = (rec: RecordId): string => log.recordOf(rec)?.card ?? "";
  const listed: CardRow[] = [];
  const erased: RecordId[] = [];
  for (const [id, card] of rowsOf(desk, "service-card")) {
    if (named(card.rec) === hashOfCard(card)) continue;
    gone.push({ kind: "service-card", id });
    if (named(card.rec) === "") erased.push(card.rec);
  }
  for (const [id, card] of rowsOf(desk, "service-card-proposed")) {
    if (named(card.rec) !== hashOfCard(card)) continue;
    gone.push({ kind: "service-card-proposed", id });
    rows.push(rowOf("service-card", id, card));
    listed.push(card);
  }
  for (const [id, { hash }] of rowsOf(desk, "service-erased"))
    if (named(id as RecordId) !== hash) gone.push({ kind: "service-erased", id });
  return { listed, erased };
}

/** A request whose device was listed at any time is settled, and its ticket with it. */
function settleTickets({ desk }: Carrier, log: Log, gone: Place[]): void {
  const used = rowsOf(desk, "service-asked").filter(([, { key }]) => log.listedAt(key) !== null);
  const tickets = new Set(used.map(([, { ticket }]) => ticket));
  for (const [id, { ticket }] of rowsOf(desk, "service-asked"))
    if (tickets.has(ticket)) gone.push({ kind: "service-asked", id });
  for (const id of tickets) gone.push({ kind: TICKET_KIND, id });
}

/** A proposal that does not follow the head any more asks nobody. */
function settleProposals(
  { desk }: Carrier,
  log: Log,
  gone: Place[],
): readonly { readonly message: ServiceMessage; readonly recs: readonly RecordId[] }[] {
  return rowsOf(desk, "service-proposal").flatMap(([hash, { text, carriedTo }]) => {
    if (readProposal(text, log).ok) return [];
    gone.push({ kind: "service-proposal", id: hash });
    return [{ message: { kind: "withdrawn", hash } as const, recs: carriedTo }];
  });
}
