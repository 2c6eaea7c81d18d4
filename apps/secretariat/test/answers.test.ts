import { beforeEach, describe, expect, it } from "vitest";
import { toBase64Url, type Result } from "@parley/base";
import { randomBytes } from "@parley/crypto";
import {
  closeCard,
  hashOfEntry,
  keyIdOf,
  readProposal,
  signDeviceReport,
  signEntryText,
  type ContactCard,
  type DeviceReport,
  type Wish,
} from "@parley/directory";
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

const ok = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

const NOTED = [{ kind: "note", code: "noted" }];

describe("a request for admission", () => {
  it("[ENROL-1] waits at the desk, once, however often it comes", async () => {
    const cee = makeMachine("@cee:parley.test");
    const line = service.lines.join(cee.user);
    const ticket = ticketFor(service.secretariat, cee);
    ok(await service.desk.openTicket(ticket));
    const enrol = { kind: "enrol", request: requestOf(cee, ticket.id) } as const;
    expect(await service.answers.take(line, null, enrol)).toBe("taken");
    expect(await service.answers.take(line, null, enrol)).toBe("known");
    expect(service.desk.pending()).toMatchObject([{ ticket, request: enrol.request }]);
    // Nothing is said to whoever is not listed.
    expect(service.hears(cee)).toEqual([]);
  });

  it("[ENROL-1] is for an open ticket of this account, that has not expired", async () => {
    const cee = makeMachine("@cee:parley.test");
    const line = service.lines.join(cee.user);
    const ticket = ticketFor(service.secretariat, cee);
    const enrol = { kind: "enrol", request: requestOf(cee, ticket.id) } as const;
    expect(await service.answers.take(line, null, enrol)).toBe("unknown-ticket");
    ok(await service.desk.openTicket(ticket));
    const thief = makeMachine("@thief:parley.test");
    const stolen = { kind: "enrol", request: requestOf(thief, ticket.id) } as const;
    const theirs = service.lines.join(thief.user);
    expect(await service.answers.take(theirs, null, stolen)).toBe("other-account");
    // The account of the ticket with another's request.
    expect(await service.answers.take(line, null, stolen)).toBe("other-account");
    service.now = ticket.expires;
    expect(await service.answers.take(line, null, enrol)).toBe("expired-ticket");
    expect(await service.answers.take(line, null, { kind: "enrol", request: "?" })).toBe(
      "not-read",
    );
    expect(service.desk.pending()).toEqual([]);
  });

  it("[ENROL-1] a ticket has only so many devices that wait", async () => {
    const cee = makeMachine("@cee:parley.test");
    const line = service.lines.join(cee.user);
    const ticket = ticketFor(service.secretariat, cee);
    ok(await service.desk.openTicket(ticket));
    const outcomes = [];
    for (let i = 0; i < 5; i++) {
      const request = requestOf(makeMachine(cee.user), ticket.id);
      outcomes.push(await service.answers.take(line, null, { kind: "enrol", request }));
    }
    expect(outcomes).toEqual(["taken", "taken", "taken", "taken", "too-many"]);
  });

  it("anything else from whoever is not listed is not taken", async () => {
    const cee = makeMachine("@cee:parley.test");
    const line = service.lines.join(cee.user);
    const have = { kind: "have", n: 0, h: "", cards: [], reports: [] } as const;
    expect(await service.answers.take(line, null, have)).toBe("unlisted");
    expect(service.hears(cee)).toEqual([]);
  });
});

describe("what somebody has", () => {
  it("[DIR-5] is answered with the entries that are missing", async () => {
    const { log } = service;
    const h = log.hashAt(1) ?? "";
    const have = { kind: "have", n: 1, h, cards: [], reports: [] } as const;
    expect(await service.says(alfa, have)).toBe("answered");
    const lines = log.text.split("\n").slice(1, -1);
    expect(service.hears(alfa)).toEqual([{ kind: "log", from: 2, lines }]);
  });

  it("[DIR-5] shows a service that is behind, or has another log; nothing is said then", async () => {
    const have = { kind: "have", h: toBase64Url(randomBytes(32)), cards: [], reports: [] } as const;
    expect(await service.says(alfa, { ...have, n: service.log.head.n + 1 })).toBe("ahead");
    expect(await service.says(alfa, { ...have, n: 2 })).toBe("forked");
    expect(service.hears(alfa)).toEqual([]);
  });
});

describe("a State's signature", () => {
  it("[DIR-1] goes into the proposal where the record may sign, and its decline beside it", async () => {
    const cee = makeMachine("@cee:parley.test");
    const operation = { op: "admit", rec: recordOf("xa-technical-2", "XA", cee) } as const;
    const { text, entry } = service.proposal(operation);
    const hash = hashOfEntry(entry);
    expect(ok(await service.desk.carry(text))).toEqual({ hash });
    expect(service.hears(alfa)).toMatchObject([{ kind: "propose", entry }]);
    expect(service.hears(bravo)).toEqual([]);

    expect(await service.says(bravo, { kind: "decline", hash })).toBe("not-yours");
    const forged = { kind: "cosign", hash, ...signEntryText(entry, bravo.act) } as const;
    expect(await service.says(bravo, forged)).toBe("not-yours");
    const own = { kind: "cosign", hash, ...signEntryText(entry, alfa.act) } as const;
    expect(await service.says(alfa, { ...own, sig: forged.sig })).toBe("not-read");
    service.hears(alfa);
    expect(await service.says(alfa, { kind: "decline", hash })).toBe("taken");
    expect(service.desk.proposals()).toMatchObject([{ hash, declined: [alfa.rec] }]);
    // A change of mind.
    expect(await service.says(alfa, own)).toBe("taken");
    expect(await service.says(alfa, own)).toBe("taken");
    expect(service.hears(alfa)).toEqual([...NOTED, ...NOTED, ...NOTED]);
    const [carried] = service.desk.proposals();
    expect(carried?.declined).toEqual([]);
    const proposal = ok(readProposal(carried?.text ?? "", service.log));
    expect(proposal.sigs.filter(({ key }) => key === own.key)).toHaveLength(1);
    expect(proposal.missing).toMatchObject({ officers: 0 });

    await service.publish(operation, [alfa]);
    expect(service.desk.proposals()).toEqual([]);
    expect(service.hears(alfa)).toContainEqual({ kind: "withdrawn", hash });
    expect(await service.says(alfa, own)).toBe("not-proposed");
  });

  it("[DIR-1] is asked for with both officers' signatures, and of somebody who may give it", async () => {
    const cee = makeMachine("@cee:parley.test");
    const operation = { op: "admit", rec: recordOf("xa-technical-2", "XA", cee) } as const;
    const { entry, text } = service.proposal(operation);
    const carried = await service.desk.carry(service.proposal(operation, 1).text);
    expect(carried.ok ? "" : carried.refusal.reason).toBe("officers");
    expect(service.hears(alfa)).toEqual([]);
    ok(await service.desk.carry(text));
    service.hears(alfa);
    const hash = hashOfEntry(entry);
    ok(await service.desk.withdraw(hash));
    expect(service.hears(alfa)).toEqual([{ kind: "withdrawn", hash }]);
    expect((await service.desk.withdraw(hash)).ok).toBe(false);
  });
});

describe("a report", () => {
  const reported = (about: Poc, by: Poc): string => {
    const content: DeviceReport = {
      dir: service.log.root.dir,
      rec: about.rec,
      key: keyIdOf(about.act.publicKey),
      by: { rec: by.rec, key: keyIdOf(by.act.publicKey) },
      at: Math.floor(service.now / 1000) * 1000,
      why: "lost",
    };
    return signDeviceReport(content, by.act.secretKey);
  };

  it("goes to everybody else at once, and is kept once", async () => {
    const report = reported(alfa, alfa);
    expect(await service.says(alfa, { kind: "report", report })).toBe("taken");
    expect(service.hears(bravo)).toEqual([{ kind: "report", report }]);
    expect(service.hears(alfa)).toEqual(NOTED);
    await service.says(alfa, { kind: "report", report });
    expect(service.desk.reports()).toMatchObject([{ text: report }]);
  });

  it("[LINE-5] is said again to whoever has not heard of that device, whichever others it knows of", async () => {
    const report = reported(alfa, alfa);
    await service.says(alfa, { kind: "report", report });
    service.hears(bravo);
    const { n, h } = service.log.head;
    const have = { kind: "have", n, h, cards: [] } as const;
    const other = keyIdOf(randomBytes(32));
    await service.says(bravo, { ...have, reports: [other] });
    expect(service.hears(bravo)).toEqual([{ kind: "report", report }]);
    await service.says(bravo, { ...have, reports: [other, keyIdOf(alfa.act.publicKey)] });
    expect(service.hears(bravo)).toEqual([]);
  });

  it("about another State's device is not taken, whoever signed it", async () => {
    const report = reported(bravo, bravo);
    expect(await service.says(alfa, { kind: "report", report })).toBe("not-yours");
    const forged = reported(bravo, alfa);
    expect(await service.says(alfa, { kind: "report", report: forged })).toBe("not-yours");
    expect(await service.says(alfa, { kind: "report", report: "?" })).toBe("not-read");
    expect(service.desk.reports()).toEqual([]);
    expect(service.hears(bravo)).toEqual([]);
  });
});

describe("a wish", () => {
  const wish = (rec: Poc["rec"]): Wish => ({
    id: toBase64Url(randomBytes(16)),
    about: "other",
    rec,
    text: "please",
  });

  it("waits at the desk once, until somebody has dealt with it", async () => {
    const asked = wish(alfa.rec);
    expect(await service.says(alfa, { kind: "wish", wish: asked })).toBe("taken");
    expect(await service.says(alfa, { kind: "wish", wish: asked })).toBe("taken");
    expect(service.desk.wishes()).toMatchObject([{ wish: asked, user: alfa.user }]);
    service.hears(alfa);
    ok(await service.desk.wishDone(asked.id));
    expect(service.hears(alfa)).toEqual([{ kind: "note", code: "done" }]);
    expect(service.desk.wishes()).toEqual([]);
    expect((await service.desk.wishDone(asked.id)).ok).toBe(false);
  });

  it("is for the own State, and not without end", async () => {
    expect(await service.says(alfa, { kind: "wish", wish: wish(bravo.rec) })).toBe("not-yours");
    for (let i = 0; i < 100; i++) await service.says(alfa, { kind: "wish", wish: wish(alfa.rec) });
    expect(await service.says(alfa, { kind: "wish", wish: wish(alfa.rec) })).toBe("too-many");
    expect(service.desk.wishes()).toHaveLength(100);
  });

  it("waits while the disk takes nothing, and is kept then", async () => {
    service.lines.takes = false;
    const asked = wish(alfa.rec);
    const said = service.says(alfa, { kind: "wish", wish: asked });
    await Promise.resolve();
    expect(service.desk.wishes()).toEqual([]);
    service.lines.takes = true;
    for (const call of service.later.splice(0)) call();
    expect(await said).toBe("taken");
    expect(service.desk.wishes()).toMatchObject([{ wish: asked }]);
  });
});

describe("a card", () => {
  const CARD: ContactCard = {
    office: "Technical PoC",
    telephones: [{ label: "Desk", number: "+43 1 000 0000" }],
    languages: ["en"],
    hours: { zone: "Europe/Vienna", days: ["mon"], from: "09:00", to: "17:00" },
    holidays: [],
    asOf: "2026-11-20",
  };

  it("[DIR-7] waits for the entry that names it, goes to everybody then, and is erased everywhere", async () => {
    const { hash, salt, text } = closeCard(CARD, randomBytes(32));
    const card = { rec: alfa.rec, salt, text };
    expect(await service.says(bravo, { kind: "card", ...card })).toBe("not-yours");
    expect(await service.says(alfa, { kind: "card", ...card })).toBe("taken");
    expect(service.desk.cards(alfa.rec)).toEqual([{ ...card, standing: "proposed" }]);
    service.hears(alfa);
    service.hears(bravo);
    const named = { id: alfa.rec, card: hash, conf: "2026-11-20" };
    await service.publish({ op: "card", rec: named }, [alfa]);
    expect(service.desk.cards(alfa.rec)).toEqual([{ ...card, standing: "listed" }]);
    for (const poc of [alfa, bravo])
      expect(service.hears(poc)).toContainEqual({ kind: "cards", cards: [card] });
    // Who comes later gets it, who has it does not.
    const { n, h } = service.log.head;
    const have = { kind: "have", n, h, cards: [], reports: [] } as const;
    await service.says(bravo, have);
    expect(service.hears(bravo)).toEqual([{ kind: "cards", cards: [card] }]);
    await service.says(bravo, { ...have, cards: [{ rec: alfa.rec, hash }] });
    expect(service.hears(bravo)).toEqual([]);

    ok(await service.desk.eraseCard(alfa.rec));
    expect(service.desk.cards(alfa.rec)).toEqual([]);
    expect(service.hears(bravo)).toEqual([{ kind: "erased", recs: [alfa.rec] }]);
    // Whoever was away still has it, and hears.
    await service.says(bravo, { ...have, cards: [{ rec: alfa.rec, hash }] });
    expect(service.hears(bravo)).toEqual([{ kind: "erased", recs: [alfa.rec] }]);
  });

  it("[DIR-7] that the log names no more is erased with the entry", async () => {
    const { hash, salt, text } = closeCard(CARD, randomBytes(32));
    const card = { rec: alfa.rec, salt, text };
    await service.says(alfa, { kind: "card", ...card });
    await service.publish({ op: "card", rec: { id: alfa.rec, card: hash, conf: "2026-11-20" } }, [
      alfa,
    ]);
    service.hears(bravo);
    await service.publish({ op: "card", rec: { id: alfa.rec, card: "", conf: "2026-11-21" } }, [
      alfa,
    ]);
    expect(service.hears(bravo)).toContainEqual({ kind: "erased", recs: [alfa.rec] });
    expect(service.desk.cards(alfa.rec)).toEqual([]);
    expect((await service.desk.eraseCard("xz-technical-1" as Poc["rec"])).ok).toBe(false);
  });
});
