import type { Entry, RoomEntry } from "@parley/client";
import { expect } from "vitest";
import type { Exchange, Party } from "./exchange.ts";

/**
 * Waits until everything has arrived, and asserts that it did so once, in order, and alike on both sides.
 *
 * @param lost whether keys were lost on the way: what was encrypted under them came again, and is still counted as unread.
 */
export async function expectAllArrived(
  exchange: Exchange,
  lost: "keys lost" | null = null,
): Promise<void> {
  const around = (party: Party): readonly unknown[] =>
    oddities(party).filter((what) => lost === null || what?.event !== "unreadable");
  const [alfa, bravo] = [exchange.party("Alfa"), exchange.party("Bravo")];
  const both = [alfa, bravo];
  await exchange
    .until("everything to arrive", () =>
      both.every((one) => isComplete(exchange, one) && around(one).length === 0),
    )
    // What is missing says more than that something is.
    .catch(() => undefined);
  for (const party of both) {
    const { client } = party.office;
    expect(acts(party).length, `acts that ${party.name} has`).toBe(exchange.acts);
    for (const author of exchange.parties)
      expect(notesOf(party, author), `notes of ${author.name} that ${party.name} has`).toEqual(
        exchange.promised[author.name],
      );
    expect(around(party), `what ${party.name} reads around them`).toEqual([]);
    expect(undelivered(party), `what of ${party.name} is not delivered`).toEqual([]);
    expect(client.snapshot().outbox).toEqual({ queued: 0, held: 0 });
    expect(client.snapshot().alarms).toEqual([]);
    expect(client.snapshot().link.state).toBe("connected");
    expect(client.snapshot().consultations).toHaveLength(1);
  }
  expect(fold(alfa)).toEqual(fold(bravo));
  for (const { name, truth } of exchange.parties)
    expect([...truth.untrue], `what the client of ${name} said untruly`).toEqual([]);
}

function isComplete(exchange: Exchange, party: Party): boolean {
  const { link, outbox } = party.office.client.snapshot();
  return (
    link.state === "connected" &&
    outbox.queued + outbox.held === 0 &&
    acts(party).length >= exchange.acts &&
    exchange.parties.every(
      (author) => notesOf(party, author).length >= exchange.promised[author.name].length,
    ) &&
    undelivered(party).length === 0
  );
}

function acts({ office }: Party): readonly (Entry & { readonly kind: "act" })[] {
  return office.entries("act").filter((entry) => entry.kind === "act");
}

function notesOf({ office }: Party, author: Party): readonly string[] {
  return office
    .entries("note")
    .flatMap((entry) => (entry.kind === "note" && entry.rec === author.office.rec ? entry : []))
    .map(({ body }) => body);
}

/**
 * Unreadable, refused and missing things, and accounts that do not belong there. What an office still says while it is
 * being taken out comes from no member of the channel any more.
 */
function oddities({ office }: Party): readonly (RoomEntry["what"] | null)[] {
  return office
    .entries("room")
    .map((entry) => (entry.kind === "room" ? entry.what : null))
    .filter((what) => what?.event !== "payload-refused" || what.reason !== "record-not-in-roster");
}

function undelivered({ office }: Party): readonly unknown[] {
  return [...office.entries("act"), ...office.entries("note")].flatMap((entry) =>
    entry.kind !== "room" && entry.own && entry.delivery?.state !== "delivered"
      ? [entry.delivery]
      : [],
  );
}

/** What both sides have to read alike. */
function fold(party: Party): unknown {
  const { headline, requests, parties, partyStates, gate } = party.office.consultation;
  return {
    headline,
    requests,
    parties,
    partyStates,
    gate,
    acts: acts(party).map(({ hash, effect, forked, trust }) => ({ hash, effect, forked, trust })),
  };
}
