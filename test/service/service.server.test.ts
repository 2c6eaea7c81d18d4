import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordId } from "@parley/base";
import { until } from "../harness/office.ts";
import { plainRoom, plainSignIn, roomPath } from "../harness/plain-requests.ts";
import { accepted, ServiceStage, untilListed, type Invited } from "./stage.ts";

let stage: ServiceStage;
let alfa: Invited;
let bravo: Invited;

beforeAll(async () => {
  stage = await ServiceStage.set();
  await stage.serve();
  alfa = await stage.admitted(stage.desk, "XA");
  bravo = await stage.admitted(stage.desk, "XB");
});

afterAll(async () => {
  await stage.end();
});

const knows = (one: Invited, rec: RecordId): boolean =>
  one.poc.client.snapshot().offices.some((office) => office.rec === rec);

describe("the Secretariat's service", () => {
  it("[ENROL-1] [ENROL-2] takes Points of Contact from their tickets to verified, and each hears of the other", async () => {
    await until("both to know each other", () => knows(alfa, bravo.rec) && knows(bravo, alfa.rec));
    expect(accepted(await stage.desk.pending())).toEqual([]);
    expect(accepted(await stage.desk.health())).toMatchObject({ ok: true, lines: 2, alarms: [] });
  });

  it("[DIR-3] dates the head at each publication, and everybody listed has it", async () => {
    for (const { poc } of [alfa, bravo])
      await until("a dated head", () => {
        const { directory } = poc.client.snapshot();
        return directory.n === stage.log.head.n && (directory.signedHead.at ?? 0) > 0;
      });
    expect(logged("head-dated").at(-1)).toMatchObject({ n: stage.log.head.n });
  });

  it("says nothing to whoever is not listed, however often asked", async () => {
    const cee = await stage.invite(stage.desk, "XC", "Technical PoC XC");
    await cee.poc.arrives(cee.ticket);
    const operation = await stage.heard(stage.desk, cee);
    const before = cee.poc.client.snapshot().directory.n;
    // More happens that everybody listed hears of.
    await stage.publish(stage.desk, {
      op: "card",
      rec: { id: "secretariat-1" as RecordId, card: "", conf: "2026-11-24" },
    });
    await until("Alfa to have it", () => alfa.poc.client.snapshot().directory.n > before);
    expect(cee.poc.client.snapshot().directory.n).toBe(before);
    for (const told of [stage.log.head.h, '"kind":"head"', '"kind":"propose"'])
      expect(cee.poc.disk()).not.toContain(told);
    await stage.publish(stage.desk, operation);
    await untilListed(cee.poc);
    expect(cee.poc.client.snapshot().directory.n).toBe(stage.log.head.n);
  });

  it("turns down every other invitation, and says so in its log and its health", async () => {
    const stranger = await plainSignIn(stage.server, await stage.server.createAccount());
    const room = await plainRoom(stranger);
    const service = stage.log.recordOf("secretariat-1" as RecordId)?.user;
    const { status } = await stranger.ask("POST", roomPath(room, "invite"), { user_id: service });
    expect(status).toBe(200);
    await until("the refusal", async () => {
      const { body } = await stranger.ask("GET", roomPath(room, "members"));
      return JSON.stringify(body).includes('"membership":"leave"');
    });
    await until("its count", () => stage.service.health().refusedInvitations === 1);
    expect(logged("invitation-refused")).toMatchObject([{ why: "no-ticket-no-record", count: 1 }]);
  });

  it("writes nothing into its log that names anybody", () => {
    const all = stage.logged.join("");
    expect(all.length).toBeGreaterThan(500);
    for (const word of [alfa.user, alfa.rec, "XA", "Technical", stage.serverName, "parley-ticket"])
      expect(all.includes(word) && word).toBe(false);
    for (const line of stage.logged) expect(JSON.parse(line)).toHaveProperty("event");
  });

  it("keeps its folder for its owner alone, and nothing of a card or a name in it that can be read", () => {
    const folder = stage.folder;
    for (const name of ["store.sqlite", "keys.sqlite", "store.sqlite-wal", "keys.sqlite-wal"]) {
      const bytes = readFileSync(`${folder}/${name}`, "latin1");
      // The machine names the accounts that it follows in the clear: they are random, and the homeserver has them.
      const words = [
        alfa.rec,
        "Technical PoC",
        stage.log.head.h,
        ...(name.startsWith("store") ? [alfa.user] : []),
      ];
      for (const word of words) expect(bytes.includes(word) && `${word} in ${name}`).toBe(false);
    }
  });
});

type Line = Readonly<Record<string, unknown>>;

function logged(event: string, kind?: string): readonly Line[] {
  return stage.logged
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line["event"] === event && (kind === undefined || line["kind"] === kind));
}
