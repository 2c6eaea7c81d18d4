import { accept, refuse, type Instant, type RecordId, type Result } from "@parley/base";
import type { OpenTicket } from "@parley/directory";
import {
  encodeProposal,
  hashOfCard,
  hashOfEntry,
  LOG_REFUSALS,
  PROPOSAL_REFUSALS,
  readProposal,
  withSignature,
  type OfferRefusal,
} from "@parley/directory";
import type { DeskHandler, DeskHealth, DeskHead, DeskRefusal } from "../desk/index.ts";
import type { Carrier } from "./carrier.ts";
import { tellLeaving } from "./last-word.ts";
import { settleLog } from "./publication.ts";
import { rowAt, rowOf, rowsOf, ticketRow, ticketsOf } from "./rows.ts";

/** What the desk needs of the service besides its rows and lines. */
export interface DeskParts {
  readonly carrier: Carrier;
  readonly now: () => Instant;
  readonly health: () => DeskHealth;
  /** Public head key, base64url. */
  readonly headKey: () => string;
  /** Dates the newest head and carries it. */
  readonly dateHead: () => Promise<void>;
  readonly published: (n: number) => void;
}

/** What the officers' command line may ask of the service. */
export function deskOfService(parts: DeskParts): DeskHandler {
  const { carrier, now } = parts;
  const { desk } = carrier;
  return {
    health: parts.health,
    headKey: parts.headKey,
    log: () => desk.snapshot().log.text,
    request: () => desk.listingRequest(),
    pending: () => {
      const tickets = new Map(ticketsOf(desk).map((ticket) => [ticket.id, ticket]));
      return rowsOf(desk, "service-asked").flatMap(([, { ticket, request, receivedAt }]) => {
        const known = tickets.get(ticket);
        return known === undefined ? [] : [{ ticket: known, request, receivedAt }];
      });
    },
    openTicket: (ticket) => openTicket(carrier, ticket, now()),
    proposals: () =>
      rowsOf(desk, "service-proposal").map(([hash, { text, declined }]) => ({
        hash,
        text,
        declined,
      })),
    carry: (text) => carry(carrier, text),
    withdraw: (hash) => withdraw(carrier, hash),
    publish: (text) => publish(parts, text),
    wishes: () => rowsOf(desk, "service-wish").map(([, row]) => row),
    wishDone: (id) => wishDone(carrier, id),
    cards: (rec) => [
      ...cardsOf(carrier, "service-card", rec, "listed"),
      ...cardsOf(carrier, "service-card-proposed", rec, "proposed"),
    ],
    eraseCard: (rec) => eraseCard(carrier, rec),
    reports: () =>
      rowsOf(desk, "service-report").map(([, { text, receivedAt }]) => ({ text, receivedAt })),
  };
}

const no = (reason: string, text: string): Result<never, DeskRefusal> => refuse({ reason, text });

async function openTicket(
  carrier: Carrier,
  ticket: OpenTicket,
  now: Instant,
): Promise<Result<void, DeskRefusal>> {
  const { log } = carrier.desk.snapshot();
  if (ticket.dir !== log.root.dir)
    return no("other-directory", "This ticket is of another directory than the service's.");
  if (now >= ticket.expires) return no("expired", "This ticket has expired.");
  const taken = ticketsOf(carrier.desk).some(
    ({ id, user }) => user === ticket.user && id !== ticket.id,
  );
  if (taken) return no("account", "Another ticket for this account is open.");
  await carrier.keep([ticketRow(ticket)]);
  carrier.desk.retryNow();
  return accept(undefined);
}

async function carry(
  carrier: Carrier,
  text: string,
): Promise<Result<{ readonly hash: string }, DeskRefusal>> {
  const { desk } = carrier;
  const { log } = desk.snapshot();
  const read = readProposal(text, log);
  if (!read.ok) return no(read.refusal, PROPOSAL_REFUSALS[read.refusal]);
  const hash = hashOfEntry(read.value.entry);
  const row = rowAt(desk, "service-proposal", hash);
  const known = row === null ? null : readProposal(row.text, log);
  const joined =
    known?.ok === true ? known.value.sigs.reduce(withSignature, read.value) : read.value;
  const proposal = readProposal(encodeProposal(joined), log);
  if (!proposal.ok) return no(proposal.refusal, PROPOSAL_REFUSALS[proposal.refusal]);
  const { missing, mayCosign, entry, sigs } = proposal.value;
  if (missing.officers + missing.incoming > 0)
    return no("officers", "Officers have yet to sign it: it goes to the State with all of theirs.");
  if (mayCosign.length === 0)
    return no("nobody", "No listed device of this State may sign it: only a reset helps.");
  const carriedTo = mayCosign.map(({ rec }) => rec);
  const declined = row?.declined ?? [];
  const written = encodeProposal(proposal.value);
  await carrier.keep([
    rowOf("service-proposal", hash, { hash, text: written, carriedTo, declined }),
  ]);
  await carrier.toRecords(carriedTo, [{ kind: "propose", entry, sigs }]);
  return accept({ hash });
}

async function withdraw(carrier: Carrier, hash: string): Promise<Result<void, DeskRefusal>> {
  const row = rowAt(carrier.desk, "service-proposal", hash);
  if (row === null) return no("unknown", "The service carries no such proposal.");
  await carrier.keep([], [{ kind: "service-proposal", id: hash }]);
  await carrier.toRecords(row.carriedTo, [{ kind: "withdrawn", hash }]);
  return accept(undefined);
}

async function publish(parts: DeskParts, text: string): Promise<Result<DeskHead, DeskRefusal>> {
  const { carrier } = parts;
  await tellLeaving(carrier, text);
  const before = carrier.desk.snapshot().log;
  const taken = await carrier.desk.takeUp(text);
  if (taken === null) return no("disk", NO_ROOM);
  if (!taken.ok) return no(taken.refusal.reason, sentenceOf(taken.refusal));
  const log = taken.value;
  await settleLog(carrier, before, log);
  await parts.dateHead();
  parts.published(log.head.n);
  return accept({ n: log.head.n, h: log.head.h });
}

const NO_ROOM =
  "The disk of the service takes nothing more, and nothing of this was published. Make room there, then publish again.";

function sentenceOf({ reason, line }: OfferRefusal): string {
  switch (reason) {
    case "shorter":
      return `The service holds more than these ${line} entries: fetch its log first.`;
    case "forked":
      return `Entry ${line} is another one in the service's log: find out which of the two is the true one.`;
    default:
      return `Line ${line}: ${LOG_REFUSALS[reason]}`;
  }
}

async function wishDone(carrier: Carrier, id: string): Promise<Result<void, DeskRefusal>> {
  const row = rowAt(carrier.desk, "service-wish", id);
  if (row === null) return no("unknown", "There is no such wish.");
  await carrier.keep([], [{ kind: "service-wish", id }]);
  const line = carrier.lines().find(({ user }) => user === row.user);
  if (line !== undefined) await carrier.to(line.room, [{ kind: "note", code: "done" }]);
  return accept(undefined);
}

function cardsOf(
  { desk }: Carrier,
  kind: "service-card" | "service-card-proposed",
  rec: RecordId,
  standing: "listed" | "proposed",
): ReturnType<DeskHandler["cards"]> {
  const card = rowAt(desk, kind, rec);
  return card === null ? [] : [{ rec, salt: card.salt, text: card.text, standing }];
}

/** Here and wherever the service's word comes; the log's hash, without card and salt, says nothing (DIR-7). */
async function eraseCard(carrier: Carrier, rec: RecordId): Promise<Result<void, DeskRefusal>> {
  const { desk } = carrier;
  const { log } = desk.snapshot();
  if (log.recordOf(rec) === null) return no("unknown", "The directory has no such record.");
  const hash = log.recordOf(rec)?.card ?? "";
  const card = rowAt(desk, "service-card", rec);
  await carrier.keep(
    hash === "" ? [] : [rowOf("service-erased", rec, { hash: (card && hashOfCard(card)) ?? hash })],
    [
      { kind: "service-card", id: rec },
      { kind: "service-card-proposed", id: rec },
    ],
  );
  await carrier.toAll([{ kind: "erased", recs: [rec] }]);
  return accept(undefined);
}
