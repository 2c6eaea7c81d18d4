import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { LineNetwork, TicketHolder, type Ticket } from "../harness/line-network.ts";
import { until } from "../harness/office.ts";

let dir = "";
let server: Homeserver;
let network: LineNetwork;
const holders: TicketHolder[] = [];

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "parley-line-"));
  server = await startHomeserver({ dir, exercise: true });
  network = await LineNetwork.start(server);
});

afterEach(async () => {
  for (const one of holders.splice(0)) await one.close();
});

afterAll(async () => {
  await network.closeDesk();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

let made = 0;

async function ticketFor(state: string): Promise<Ticket> {
  return network.ticket(`${state.toLowerCase()}-tech-${++made}`, state);
}

function holderOf(ticket: Ticket): TicketHolder {
  const holder = new TicketHolder(network, ticket);
  holders.push(holder);
  return holder;
}

describe("a line between a PoC and the service on a real homeserver", () => {
  it("[ENROL-2] a ticket becomes a listed device: keys go over the line, the log comes back", async () => {
    const holder = holderOf(await ticketFor("XA"));
    expect(await holder.enrol()).toEqual({ ok: true, value: undefined });
    const client = await holder.open();
    await until("the keys to have left", () => client.snapshot().me.enrolment?.step === "waiting");
    expect(client.snapshot().me).toMatchObject({
      listing: "waiting",
      enrolment: { ticket: { state: "XA", office: "Technical PoC" }, words: { length: 12 } },
    });
    await network.admit(holder.ticket);
    await until("being listed", () => client.snapshot().me.listing === "listed");
    expect(client.snapshot().me).toMatchObject({ enrolment: null, office: { state: "XA" } });
  });
});
