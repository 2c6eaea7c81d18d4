import { beforeEach, describe, expect, it } from "vitest";
import type { RecordId } from "@parley/base";
import { keyIdOf } from "@parley/directory";
import { makeMachine, requestOf, ticketFor } from "./secretariat.ts";
import { recordOf, ServiceInMemory, type Poc } from "./service-in-memory.ts";
import { tempFolder } from "./temp-folder.ts";

const folder = tempFolder();
let service: ServiceInMemory;
let alfa: Poc;
let bravo: Poc;

beforeEach(async () => {
  service = await ServiceInMemory.begin(folder());
  alfa = await service.poc("xa-technical-1", "XA");
  bravo = await service.poc("xb-technical-1", "XB");
  service.hears(alfa);
});

/** The lines of the log from this entry on, as they travel. */
const entries = (from: number): object => ({
  kind: "log",
  from,
  lines: service.log.text.split("\n").slice(from - 1, -1),
});

describe("a publication", () => {
  it("[DIR-5] carries what is new to everybody listed, and dates the head", async () => {
    const { dated, log } = service;
    const rec = { id: "secretariat-1" as RecordId, card: "", conf: "2026-11-21" };
    await service.publish({ op: "card", rec });
    for (const poc of [alfa, bravo]) expect(service.hears(poc)).toEqual([entries(log.head.n + 1)]);
    expect(service.dated).toBe(dated + 1);
  });

  it("[DIR-1] of a log that does not verify, is shorter or another one changes and says nothing", async () => {
    const { log } = service;
    const lines = log.text.split("\n");
    const shorter = `${lines.slice(0, -2).join("\n")}\n`;
    const edited = log.text.replace("xa-technical-1", "xa-technical-9");
    for (const text of [shorter, edited, `${log.text}${lines[0]}\n`, `${log.text}?\n`]) {
      const done = await service.desk.publish(text);
      expect(done.ok ? "taken" : done.refusal.text.length).toBeGreaterThan(10);
    }
    expect(service.log).toBe(log);
    expect([...service.hears(alfa), ...service.hears(bravo)]).toEqual([]);
  });

  it("[ENROL-1] tells whoever is admitted all since the ticket, and settles ticket and request", async () => {
    const cee = makeMachine("@cee:parley.test");
    const line = service.lines.join(cee.user);
    const { n, h } = service.log.head;
    const ticket = ticketFor(service.secretariat, cee, { log: { n, h } });
    expect((await service.desk.openTicket(ticket)).ok).toBe(true);
    const request = requestOf(cee, ticket.id);
    await service.answers.take(line, null, { kind: "enrol", request });
    // Something that was published while it waited.
    const rec = { id: "secretariat-1" as RecordId, card: "", conf: "2026-11-21" };
    await service.publish({ op: "card", rec });
    expect(service.hears(cee)).toEqual([]);
    expect(service.desk.pending()).toHaveLength(1);
    await service.publish({ op: "admit", rec: recordOf("xc-technical-1", "XC", cee) });
    expect(service.hears(cee)).toEqual([entries(n + 1)]);
    expect(service.desk.pending()).toEqual([]);
    // The ticket is gone with it: it admits nobody again.
    const again = { kind: "enrol", request: requestOf(makeMachine(cee.user), ticket.id) } as const;
    expect(await service.answers.take(line, null, again)).toBe("unknown-ticket");
  });

  it("tells a device that it takes out so, before nothing leaves for it any more", async () => {
    const key = keyIdOf(bravo.act.publicKey);
    const from = service.log.head.n + 1;
    await service.publish({ op: "disable", rec: { id: bravo.rec, key } });
    expect(service.hears(bravo)).toEqual([entries(from)]);
    service.hears(alfa);
    const rec = { id: "secretariat-1" as RecordId, card: "", conf: "2026-11-22" };
    await service.publish({ op: "card", rec });
    expect(service.hears(bravo)).toEqual([]);
    expect(service.hears(alfa)).toHaveLength(1);
  });
});

describe("a ticket", () => {
  it("is opened for this directory, before its end, and one at a time for an account", async () => {
    const cee = makeMachine("@cee:parley.test");
    const reason = async (ticket: ReturnType<typeof ticketFor>): Promise<string> => {
      const done = await service.desk.openTicket(ticket);
      return done.ok ? "taken" : done.refusal.reason;
    };
    const ticket = ticketFor(service.secretariat, cee);
    expect(await reason({ ...ticket, dir: ticket.log.h })).toBe("other-directory");
    expect(await reason({ ...ticket, expires: service.now })).toBe("expired");
    expect(await reason(ticket)).toBe("taken");
    // The same one again, as after a call without an answer.
    expect(await reason(ticket)).toBe("taken");
    expect(await reason(ticketFor(service.secretariat, cee))).toBe("account");
  });
});
