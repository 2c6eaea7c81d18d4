import type { ActHash, RecordId } from "@parley/base";
import { randomBytes } from "@parley/crypto";
import {
  closeCard,
  entryText,
  keyIdOf,
  lineOf,
  readLog,
  signEntryText,
  type ContactCard,
  type Operation,
} from "@parley/directory";
import { beforeAll, describe, expect, it } from "vitest";
import { device, user } from "../../packages/directory/test/sample.ts";
import { recordOf, type LineNetwork, type TicketHolder } from "../harness/line-network.ts";
import { lineNetworkOfFile } from "../harness/line-network-of-file.ts";
import { notification, until } from "../harness/office.ts";

const { network: networkOf, holderOf, nextState } = lineNetworkOfFile();
let network: LineNetwork;

beforeAll(() => {
  network = networkOf();
});

const taken = { ok: true, value: undefined };
const keyOf = (holder: TicketHolder): ReturnType<typeof keyIdOf> =>
  keyIdOf(holder.actKeys().publicKey);

async function holder(state: string, rec = `${state.toLowerCase()}-tech-1`): Promise<TicketHolder> {
  return holderOf(await network.ticket(rec, state));
}

/** A listed Point of Contact whose first word the service has answered. */
async function listed(state: string): Promise<TicketHolder> {
  const one = await holder(state);
  await one.listed();
  await until("its first word", () => heardOf(one, "have"));
  return one;
}

const heardOf = ({ ticket }: TicketHolder, kind: string): boolean =>
  network.heard.some(({ user, message }) => user === ticket.account.user && message.kind === kind);

const view = (of: TicketHolder, rec: string): { trust: string; devices: readonly object[] } => {
  const found = of.client.snapshot().records.find((one) => one.rec === rec);
  if (found === undefined) throw new Error(`no record ${rec}`);
  return found;
};

/** Officers' part of an entry that a State has to sign as well. */
function proposal(operation: Operation): {
  readonly entry: string;
  readonly officers: ReturnType<typeof signEntryText>;
} {
  const entry = entryText(network.log, { at: Math.floor(Date.now() / 1000) * 1000, operation });
  return { entry, officers: signEntryText(entry, network.officer) };
}

async function propose(to: TicketHolder, operation: Operation): Promise<string> {
  const { entry, officers } = proposal(operation);
  await network.desk.sendTo(to.ticket.state, { kind: "propose", entry, sigs: [officers] });
  return entry;
}

const card = (office: string): ContactCard => ({
  office,
  telephones: [{ label: "Desk", number: "+43 1 5555 1234" }],
  languages: ["en"],
  hours: { zone: "Europe/Vienna", days: ["mon"], from: "08:00", to: "16:00" },
  holidays: [],
  asOf: "2026-11-25",
});

describe("the directory over lines, on a real homeserver", () => {
  it("[DIR-1] [LINE-4] a second Point of Contact is co-signed by the first, whose device signs that text and no other", async () => {
    const state = nextState();
    const first = await listed(state);
    const second = await holder(state, `${state.toLowerCase()}-tech-2`);
    await second.enrol();
    const waiting = await second.open();
    const { device } = await network.requestOf(second.ticket.account.user);
    const record = recordOf(second.ticket.rec, state, second.ticket.account.user, [device]);
    const entry = await propose(first, { op: "admit", rec: record });
    await until("the question", () => first.client.snapshot().toSign.length === 1);
    const [asked] = first.client.snapshot().toSign;
    expect(asked).toMatchObject({
      operation: { op: "admit", rec: record.id, devices: [{ words: { length: 12 } }] },
      officers: [1],
      cosigners: [],
      needed: 1,
      signed: false,
    });
    expect(await first.client.coSign("A".repeat(43))).toEqual({
      ok: false,
      refusal: { reason: "unknown" },
    });
    expect(await first.client.coSign(asked?.hash ?? "")).toEqual(taken);
    await until("the signature", () => heardOf(first, "cosign"));
    const said = network.heard.find(({ message }) => message.kind === "cosign")?.message;
    if (said?.kind !== "cosign") throw new Error("no signature");
    await network.publishEntry(entry, [signEntryText(entry, network.officer), said]);
    await until("the second to be listed", () => waiting.snapshot().me.listing === "listed");
    await until("the first to know", () => first.client.snapshot().toSign.length === 0);
    expect(view(first, record.id).trust).toBe("verified");
    // What is in the log is asked no more, and nobody raises an alarm.
    expect(first.client.snapshot().alarms).toEqual([]);
    expect(view(first, record.id).devices).toMatchObject([
      { state: "listed", listed: { officers: [1], cosigners: [{ rec: first.ticket.rec }] } },
    ]);
    expect(first.client.snapshot().changes[0]).toMatchObject({ kind: "admitted", rec: record.id });
  });

  it("[LINE-4] an entry about another State is not kept, and one that does not follow mine is not signed", async () => {
    const mine = await listed(nextState());
    const other = await listed(nextState());
    const { device } = await network.requestOf(other.ticket.account.user);
    // About Bravo, shown to Alfa.
    const conf = "2026-11-24";
    const about = proposal({ op: "card", rec: { id: other.ticket.rec, card: "", conf } });
    await network.desk.sendTo(mine.ticket.state, {
      kind: "propose",
      entry: about.entry,
      sigs: [about.officers],
    });
    await propose(mine, { op: "card", rec: { id: mine.ticket.rec, card: "", conf } });
    await until("the question", () => mine.client.snapshot().toSign.length === 1);
    const [asked] = mine.client.snapshot().toSign;
    expect(asked?.operation).toMatchObject({ op: "card", confirmed: conf, card: "same" });
    // Another entry comes in between.
    await network.publish({
      op: "disable",
      rec: { id: other.ticket.rec, key: keyIdOf(Buffer.from(device.act, "base64url")) },
    });
    await until("it to be gone", () => mine.client.snapshot().toSign.length === 0);
    expect(await mine.client.coSign(asked?.hash ?? "")).toMatchObject({ ok: false });
    await propose(mine, { op: "card", rec: { id: mine.ticket.rec, card: "", conf } });
    await until("the question anew", () => mine.client.snapshot().toSign.length === 1);
    const [anew] = mine.client.snapshot().toSign;
    expect(await mine.client.declineToSign(anew?.hash ?? "")).toEqual(taken);
    await until("the answer", () => heardOf(mine, "decline"));
    expect(mine.client.snapshot().toSign).toEqual([]);
  });

  it("[LINE-5] a device that its State reports counts no more: there at once, at the service, and wherever it is heard", async () => {
    const state = nextState();
    const first = await listed(state);
    const second = await holder(state, `${state.toLowerCase()}-tech-2`);
    await second.enrol();
    const client = await second.open();
    await network.admit(second.ticket, [first.actKeys()]);
    await until("being listed", () => client.snapshot().me.listing === "listed");
    await until("its first word", () => heardOf(second, "have"));
    const third = await listed(nextState());
    network.answer = async ({ message }) => {
      if (message.kind === "report") await network.desk.sendTo("all", { ...message });
    };
    const lost = keyOf(second);
    expect(await third.client.reportDevice(second.ticket.rec, lost, "lost")).toEqual({
      ok: false,
      refusal: { reason: "not-yours" },
    });
    await until("the first to know", () =>
      first.client.snapshot().records.some(({ rec }) => rec === second.ticket.rec),
    );
    expect(await first.client.reportDevice(second.ticket.rec, lost, "stolen")).toEqual(taken);
    expect(view(first, second.ticket.rec)).toMatchObject({
      trust: "suspended",
      devices: [{ state: "suspended", reported: { by: first.ticket.rec, why: "stolen" } }],
    });
    expect(await first.client.reportDevice(second.ticket.rec, lost, "stolen")).toEqual({
      ok: false,
      refusal: { reason: "too-late" },
    });
    await until("the third to know", () => view(third, second.ticket.rec).trust === "suspended");
    expect(third.client.snapshot().changes[0]).toMatchObject({
      kind: "device-reported",
      rec: second.ticket.rec,
      why: "stolen",
    });
    // The service gives it nothing any more, though the log still lists it, and reads nothing of it.
    const { user } = second.ticket.account;
    await until("a closed line", () =>
      network.desk.snapshot().lines.some((line) => line.user === user && !line.open),
    );
    await third.close();
    await third.open();
    expect(view(third, second.ticket.rec).trust).toBe("suspended");
    network.answer = () => Promise.resolve();
  });

  it("[DIR-2] what officers alone enter about one's own State raises an alarm; a reset is shown to everybody", async () => {
    const mine = await listed(nextState());
    const other = await listed(nextState());
    const second = await holder(mine.ticket.state, `${mine.ticket.state.toLowerCase()}-tech-2`);
    await second.enrol();
    await second.open();
    await network.admit(second.ticket, [mine.actKeys()]);
    await until("the second", () =>
      mine.client.snapshot().records.some(({ rec }) => rec === second.ticket.rec),
    );
    expect(mine.client.snapshot().alarms).toEqual([]);
    const key = keyOf(second);
    await network.publish({ op: "disable", rec: { id: second.ticket.rec, key } });
    const { n } = network.log.head;
    await until("the alarm", () => mine.client.snapshot().alarms.length === 1);
    expect(mine.client.snapshot().alarms).toMatchObject([{ kind: "own-state-unsigned", n }]);
    await until("the other to know", () => view(other, second.ticket.rec).trust === "suspended");
    expect(other.client.snapshot().alarms).toEqual([]);
    await network.publish({ op: "reset", rec: { state: mine.ticket.state } });
    await until("the reset", () => other.client.snapshot().alarms.length === 1);
    expect(other.client.snapshot()).toMatchObject({
      alarms: [{ kind: "reset", state: mine.ticket.state }],
      directory: { resets: [{ state: mine.ticket.state }] },
    });
    // It lapses as soon as the State signs for itself.
    await network.publish(
      { op: "card", rec: { id: mine.ticket.rec, card: "", conf: "2026-11-25" } },
      [mine.actKeys()],
    );
    await until("the end", () => other.client.snapshot().alarms.length === 0);
  });

  it("[DIR-7] cards are kept where the log names their hash, and nothing of them stays once they are erased", async () => {
    const mine = await listed(nextState());
    const other = await listed(nextState());
    const closed = closeCard(card("Duty officer of the other State"), randomBytes(32));
    const conf = "2026-11-20";
    const rec = other.ticket.rec;
    await network.publish({ op: "card", rec: { id: rec, card: closed.hash, conf } }, [
      other.actKeys(),
    ]);
    await until("its hash", () => cardState(mine, rec) === "not-here");
    const { salt, text } = closed;
    const forged = { rec, salt, text: text.replace("1234", "6666") };
    await network.desk.sendTo("all", { kind: "cards", cards: [forged] });
    await network.desk.sendTo("all", { kind: "cards", cards: [{ rec, salt, text }] });
    await until("the card", () => cardState(mine, rec) === "held");
    expect(view(mine, rec)).toMatchObject({
      card: { office: "Duty officer of the other State", telephones: [{ label: "Desk" }] },
    });
    await network.desk.sendTo("all", { kind: "erased", recs: [rec] });
    await until("its end", () => cardState(mine, rec) === "erased");
    expect([...(mine.disk.tables.get("kept")?.values() ?? [])].join("\n")).not.toContain("5555");
    // One's own: sent, and asked for to be listed.
    expect(await mine.client.proposeCard(card("Technical PoC"))).toEqual(taken);
    await until("the card there", () => heardOf(mine, "card") && heardOf(mine, "wish"));
    expect(mine.client.snapshot().wishes).toMatchObject([{ kind: "card" }]);
    expect(await mine.client.proposeCard({ ...card(""), languages: [] })).toMatchObject({
      ok: false,
    });
  });

  it("[DIR-1] what rests on a reset with an old date waits from when this device could first have seen it", async () => {
    if (network.log.headKey() === null) {
      const key = Buffer.from(network.headKeys.publicKey).toString("base64url");
      await network.publish({ op: "headkey", rec: { key } });
    }
    const mine = await listed(nextState());
    const other = await listed(nextState());
    await network.desk.sendTo("all", network.head());
    await until("a head", () => mine.client.snapshot().directory.signedHead.state === "fresh");
    const stranger = holderOf(await network.ticket("xx-new-1", other.ticket.state));
    await stranger.enrol();
    await stranger.open();
    const { user } = stranger.ticket.account;
    const { device } = await network.requestOf(user);
    const day = 24 * 3_600_000;
    const now = Math.floor(Date.now() / 1000) * 1000;
    const reset: Operation = { op: "reset", rec: { state: other.ticket.state } };
    const admit: Operation = {
      op: "admit",
      rec: recordOf(stranger.ticket.rec, other.ticket.state, user, [device]),
    };
    // The officers' own tools take up what is due by the dates; so does whoever never saw a head before.
    await network.publish(reset, [], { at: now - day - 60_000 });
    await network.publish(admit, [], { at: now, reset: network.log.head.n });
    await until("the wait", () => mine.client.snapshot().directory.waiting !== null);
    const { directory, records, alarms } = mine.client.snapshot();
    expect(directory.waiting).toMatchObject({ state: other.ticket.state });
    expect(directory.entries).toBe(directory.n + 1);
    expect(records.some(({ rec }) => rec === stranger.ticket.rec)).toBe(false);
    expect(records.find(({ rec }) => rec === other.ticket.rec)?.trust).toBe("verified");
    expect(alarms).toMatchObject([{ kind: "reset", state: other.ticket.state }]);
    // A restart forgets nothing of it.
    await mine.close();
    const again = await mine.open();
    await until("the wait anew", () => again.snapshot().directory.waiting !== null);
    mine.clock.step(day + 120_000);
    await until("its end", () => again.snapshot().directory.waiting === null);
    const after = again.snapshot().records;
    expect(after.find(({ rec }) => rec === stranger.ticket.rec)?.trust).toBe("verified");
    expect(after.find(({ rec }) => rec === other.ticket.rec)?.trust).toBe("suspended");
  });

  it("[DIR-3] past 72 hours without a dated head a person decides per consultation; what was listed goes on working", async () => {
    if (network.log.headKey() === null) {
      const key = Buffer.from(network.headKeys.publicKey).toString("base64url");
      await network.publish({ op: "headkey", rec: { key } });
    }
    const alfa = await listed(nextState());
    const bravo = await listed(nextState());
    await network.desk.sendTo("all", network.head());
    await until("a head", () => alfa.client.snapshot().directory.signedHead.state === "fresh");
    await until("Alfa to know Bravo", () =>
      alfa.client.snapshot().offices.some(({ rec }) => rec === bravo.ticket.rec),
    );
    // The service says nothing more.
    await network.closeDesk();
    const to = { rec: bravo.ticket.rec } as Parameters<typeof notification>[0];
    expect(await alfa.client.signAndSend(notification(to))).toMatchObject({ ok: true });
    await until("the notification", () => bravo.client.snapshot().consultations.length === 1);
    const one = (): ReturnType<typeof consultationOf> => consultationOf(alfa);
    await until("its grade", () => one().headline === "delivered");
    alfa.clock.step(25 * 3_600_000);
    expect(alfa.client.snapshot().directory.signedHead.state).toBe("ageing");
    expect(one().gate).toEqual({ state: "open" });
    alfa.clock.step(48 * 3_600_000);
    await until("the hold", () => one().gate.state === "held");
    expect(one().gate).toMatchObject({ state: "held", reasons: [{ reason: "directory-old" }] });
    expect(alarms(alfa)).toContain("directory-old");
    expect(await alfa.client.sendNote(one().id as ActHash, "Are you there?")).toMatchObject({
      ok: true,
    });
    expect(alfa.client.snapshot().outbox.held).toBe(1);
    // What comes in counts as before.
    const theirs = consultationOf(bravo);
    expect(await bravo.client.sendNote(theirs.id as ActHash, "We are.")).toMatchObject({
      ok: true,
    });
    await until("their note", () => notes(alfa).includes("We are."));
    expect(await alfa.client.goOnWithDirectory(one().con)).toEqual(taken);
    await until("the note there", () => notes(bravo).includes("Are you there?"));
    network.clock.step(73 * 3_600_000);
    await network.openDesk();
    await network.desk.sendTo("all", network.head());
    await until("a fresh one", () => alfa.client.snapshot().directory.signedHead.state === "fresh");
    expect(alarms(alfa)).not.toContain("directory-old");
  });

  it("[DIR-1] [LINE-4] nobody is asked to sign what rests on a reset, which needs no signature of the State", async () => {
    const mine = await listed(nextState());
    const { rec, state } = mine.ticket;
    const now = Math.floor(Date.now() / 1000) * 1000;
    await network.publish({ op: "reset", rec: { state } }, [], { at: now - 25 * 3_600_000 });
    const { n } = network.log.head;
    await until("the reset", () => mine.client.snapshot().directory.n === n);
    const anew: Operation = {
      op: "admit",
      rec: recordOf("xx-new-9", state, user("new"), [device(9)]),
    };
    const entry = entryText(network.log, { at: now, operation: anew, reset: n });
    const sigs = [signEntryText(entry, network.officer)];
    await network.desk.sendTo(state, { kind: "propose", entry, sigs });
    await propose(mine, { op: "card", rec: { id: rec, card: "", conf: "2026-11-24" } });
    await until("the question", () => mine.client.snapshot().toSign.length > 0);
    expect(mine.client.snapshot().toSign.map(({ operation }) => operation.op)).toEqual(["card"]);
    // It stands by itself, without the State.
    expect(readLog(network.root, `${network.log.text}${lineOf(entry, sigs)}\n`).ok).toBe(true);
  });
});

const alarms = (of: TicketHolder): readonly string[] =>
  of.client.snapshot().alarms.map(({ kind }) => kind);

const cardState = (of: TicketHolder, rec: RecordId): string | undefined =>
  of.client.snapshot().records.find((one) => one.rec === rec)?.cardState;

function consultationOf(
  of: TicketHolder,
): ReturnType<TicketHolder["client"]["snapshot"]>["consultations"][number] {
  const [one] = of.client.snapshot().consultations;
  if (one === undefined) throw new Error("no consultation");
  return one;
}

const notes = (of: TicketHolder): readonly string[] =>
  consultationOf(of).entries.flatMap((entry) => (entry.kind === "note" ? [entry.body] : []));
