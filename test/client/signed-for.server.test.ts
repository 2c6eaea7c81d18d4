import { randomBytes } from "node:crypto";
import type { ActHash } from "@parley/base";
import type { Client, Consultation, DeviceView } from "@parley/client";
import type { KeyPair } from "@parley/crypto";
import { keyIdOf, makeTicket } from "@parley/directory";
import { beforeAll, describe, expect, it } from "vitest";
import { lineNetworkOfFile } from "../harness/line-network-of-file.ts";
import type { LineNetwork, Ticket, TicketHolder } from "../harness/line-network.ts";
import { notification, until, type Office } from "../harness/office.ts";

const { network: networkOf, holderOf } = lineNetworkOfFile("after all");
let network: LineNetwork;

beforeAll(() => {
  network = networkOf();
});

/** A ticket that the officers made while everything was well, for one more device of an office. */
function furtherTicket({ ticket, disk }: TicketHolder): Ticket {
  const [profile] = disk.tables.get("profile")?.values() ?? [];
  const { password } = JSON.parse(profile ?? "{}") as { readonly password: string };
  const issued = Math.floor(Date.now() / 1000) * 1000;
  const { n, h } = network.log.head;
  const { user } = ticket.account;
  const { rec, state } = ticket;
  const text = makeTicket(
    {
      id: randomBytes(16).toString("base64url"),
      dir: network.root.dir,
      user,
      password,
      rec,
      state,
      level: ["technical"],
      kind: "office",
      office: "Technical PoC",
      issued,
      expires: issued + 24 * 3_600_000,
      log: { n, h },
    },
    network.officer,
    network.log.text,
  );
  return { ...ticket, text, account: { ...ticket.account, password } };
}

/** Admitted as an officer would: once its keys have left and it waits. */
async function listed(
  rec: string,
  state: string,
  cosigners: readonly KeyPair[] = [],
): Promise<TicketHolder> {
  const holder = holderOf(await network.ticket(rec, state));
  expect(await holder.enrol()).toEqual({ ok: true, value: undefined });
  const client = await holder.open();
  await until("its keys to have left", () => client.snapshot().me.enrolment?.step === "waiting");
  await network.admit(holder.ticket, cosigners);
  await until("being listed", () => client.snapshot().me.listing === "listed");
  return holder;
}

function consultationOf(client: Client): Consultation {
  const [one] = client.snapshot().consultations;
  if (one === undefined) throw new Error("no consultation");
  return one;
}

const notesOf = (client: Client): readonly string[] =>
  (client.snapshot().consultations[0]?.entries ?? []).flatMap((entry) =>
    entry.kind === "note" ? [entry.body] : [],
  );

describe("a new device at 3 a.m.", () => {
  it("[TRUST-2] a colleague signs for it, and it works in the consultation before any officer has heard of it", async () => {
    const alfa = await listed("xa-tech-1", "XA");
    const bravo = await listed("xb-tech-1", "XB");
    const lost = await listed("xb-tech-2", "XB", [bravo.actKeys()]);
    const entries = network.log.head.n;
    for (const { client } of [alfa, bravo])
      await until("all to be known", () => client.snapshot().directory.n === entries);
    const draft = notification({ rec: "xb-tech-1" } as Office);
    const sent = await alfa.client.signAndSend({
      ...draft,
      roster: [bravo.ticket.rec, lost.ticket.rec],
    });
    expect(sent.ok).toBe(true);
    for (const { client } of [bravo, lost])
      await until("the notification", () => client.snapshot().consultations.length === 1);
    const channel = consultationOf(bravo.client).id as ActHash;

    // The laptop is gone: a colleague says so, and what is said from then on does not reach it.
    const gone = keyIdOf(lost.actKeys().publicKey);
    expect(await bravo.client.reportDevice(lost.ticket.rec, gone, "lost")).toMatchObject({
      ok: true,
    });

    const fresh = holderOf(furtherTicket(lost));
    expect(await fresh.enrol()).toEqual({ ok: true, value: undefined });
    await fresh.open();
    await until("its request", () => fresh.client.snapshot().me.enrolment !== null);
    const request = fresh.client.snapshot().me.enrolment?.request ?? "";
    await until("it to be in the room", () => fresh.session.rooms().length > 0);
    expect(await bravo.client.signForDevice(request, [channel])).toEqual({
      ok: true,
      value: undefined,
    });

    await until(
      "the consultation on the new device",
      () => fresh.client.snapshot().consultations.length === 1,
    );
    const { words } = await shown(alfa.client, fresh);
    expect(words).toEqual(fresh.client.snapshot().me.enrolment?.keyWords);
    expect(fresh.client.snapshot().me.listing).toBe("waiting");

    await until("Alfa to have given it keys", async () => {
      const { length } = notesOf(alfa.client);
      await alfa.client.sendNote(channel, `note ${length}`);
      await until("it to leave", () => alfa.client.snapshot().outbox.queued === 0);
      return notesOf(fresh.client).length > 0;
    });
    expect(await fresh.client.acknowledge(channel, channel)).toMatchObject({ ok: true });
    expect(await fresh.client.sendNote(channel, "from the new one")).toMatchObject({ ok: true });
    for (const { client } of [alfa, bravo]) {
      await until("what it wrote", () => notesOf(client).includes("from the new one"));
      await until("what it signed", () => consultationOf(client).headline === "acknowledged");
    }
    // No officer has signed anything since.
    expect(network.log.head.n).toBe(entries);

    // Once the log lists it, it is like any other.
    const { device } = await network.requestOf(fresh.ticket.account.user);
    await network.publish({ op: "list", rec: { id: lost.ticket.rec, holder: "p-2", device } }, [
      bravo.actKeys(),
      lost.actKeys(),
    ]);
    await until("being listed", () => fresh.client.snapshot().me.listing === "listed");
    await fresh.client.sendNote(channel, "listed");
    await until("what it says as listed", () => notesOf(alfa.client).includes("listed"));
  });
});

/** How a client shows the new device, once it knows of it. */
async function shown(client: Client, fresh: TicketHolder): Promise<DeviceView> {
  const key = keyIdOf(fresh.actKeys().publicKey);
  const find = (): DeviceView | undefined =>
    client
      .snapshot()
      .records.flatMap(({ devices }) => devices)
      .find((device) => device.key === key);
  await until("the new device to be shown", () => find() !== undefined);
  const found = find();
  expect(found).toMatchObject({ state: "signed-for", signedFor: { by: "xb-tech-1" } });
  if (found === undefined) throw new Error("not shown");
  return found;
}
