import { describe, expect, it } from "vitest";
import type { PayloadId } from "@parley/base";
import { notification } from "./early-warning.ts";
import { quiet } from "./manual-clock.ts";
import { twoOffices, World } from "./world.ts";

describe("opening a consultation", () => {
  it("[OUTBOX-1] is queued while the homeserver is away, and goes when it comes back", async () => {
    const { world, alfa, bravo } = await twoOffices();
    world.network.setAway(true);
    await quiet();
    const sent = await alfa.client.signAndSend(notification([bravo]));
    expect(sent.ok).toBe(true);
    expect(alfa.consultation).toMatchObject({
      id: sent.ok ? sent.value : "",
      headline: "draft",
      room: null,
      entries: [{ kind: "act", delivery: { state: "queued" } }],
    });
    alfa.kill();
    await alfa.open();
    expect(alfa.consultation.headline).toBe("draft");
    world.network.setAway(false);
    await quiet();
    await world.clock.advance(2_000);
    expect(bravo.consultation.headline).toBe("delivered");
    expect(alfa.consultation.entries[0]).toMatchObject({ delivery: { state: "delivered" } });
    expect(world.network.roomsMade).toBe(1);
  });

  it("[OUTBOX-1] makes no second room however often it is killed on the way", async () => {
    for (let commits = 1; commits <= 8; commits++) {
      const { world, alfa, bravo } = await twoOffices();
      alfa.killAfterCommits(commits);
      void alfa.client.signAndSend(notification([bravo]));
      await quiet();
      alfa.kill();
      const made = world.network.roomsMade;
      const stored = [...(alfa.disk.tables.get("rooms")?.keys() ?? [])].length;
      await alfa.open();
      await quiet();
      await world.clock.advance(2_000);
      // A room whose id was written is the one that is used; one that was not is empty, with nobody in it.
      expect(world.network.roomsMade).toBe(stored > 0 ? made : made + 1);
      expect(bravo.client.snapshot().consultations).toHaveLength(1);
      expect(alfa.client.snapshot().consultations).toHaveLength(1);
      expect(alfa.client.snapshot().drafts).toEqual([]);
      const orphans = [...world.network.rooms.values()].filter(({ members }) => members.size === 1);
      expect(orphans).toHaveLength(world.network.roomsMade - 1);
    }
  });

  it("[OUTBOX-1] takes the draft away in the write that queues it, and sends it once", async () => {
    const { alfa, bravo } = await twoOffices();
    const draft = notification([bravo]);
    await alfa.client.saveDraft(draft);
    expect(alfa.client.snapshot().drafts).toEqual([draft]);
    const [first, second] = await Promise.all([
      alfa.client.signAndSend(draft),
      alfa.client.signAndSend(draft),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toEqual({ ok: false, refusal: { reason: "too-late" } });
    await quiet();
    expect(alfa.client.snapshot()).toMatchObject({
      drafts: [],
      consultations: [{ headline: "delivered" }],
    });
  });

  it("[OUTBOX-1] a queued opening that is not signed can be taken back, and is a draft again", async () => {
    const { world, alfa, bravo } = await twoOffices();
    world.network.setAway(true);
    const sent = await alfa.client.signAndSend(notification([bravo]));
    if (!sent.ok) throw new Error("not queued");
    expect(await alfa.client.takeBack(sent.value as PayloadId)).toMatchObject({ ok: true });
    expect(alfa.client.snapshot()).toMatchObject({
      consultations: [],
      drafts: [{ id: "draft-1" }],
    });
  });

  it("[GATE-1] until listed, drafts are kept and nothing leaves", async () => {
    const world = await World.make();
    const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
    const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
    await world.admit(bravo);
    expect(alfa.client.snapshot().me).toMatchObject({ listing: "waiting", office: null });
    const draft = notification([bravo]);
    await alfa.client.saveDraft(draft);
    expect(await alfa.client.signAndSend(draft)).toEqual({
      ok: false,
      refusal: { reason: "not-listed" },
    });
    expect(world.network.roomsMade).toBe(0);
    await world.admit(alfa);
    expect(alfa.client.snapshot()).toMatchObject({ me: { listing: "listed" }, drafts: [draft] });
    expect((await alfa.client.signAndSend(draft)).ok).toBe(true);
  });

  it("[ACT-1] says what is missing before anything is signed", async () => {
    const { alfa, bravo } = await twoOffices();
    const draft = notification([bravo], {
      roster: [],
      ask: { ack: "2026-11-24T07:00:00Z", reply: "soon" },
      fields: { stage: "early-warning" },
    });
    const problems = alfa.client.checkDraft(draft);
    expect(problems).toContainEqual({ field: "roster", reason: "required" });
    expect(problems).toContainEqual({ field: "ask.ack", reason: "in-the-past" });
    expect(problems).toContainEqual({ field: "ask.reply", reason: "not-a-time" });
    expect(problems).toContainEqual({ field: "incident_ref", reason: "required" });
    expect(await alfa.client.signAndSend(draft)).toEqual({
      ok: false,
      refusal: { reason: "incomplete", fields: problems },
    });
  });

  it.each([[[]], [["voluntary"]]])(
    "signs the standard phrases that stand in the draft: %j",
    async (res) => {
      const { world, alfa, bravo } = await twoOffices();
      expect((await alfa.client.signAndSend(notification([bravo], { res }))).ok).toBe(true);
      await quiet();
      await world.clock.advance(1_000);
      expect(bravo.consultation.entries[0]).toMatchObject({ kind: "act", act: { res } });
    },
  );
});
