import { describe, expect, it } from "vitest";
import type { Act } from "@parley/protocol";
import { EARLY_WARNING, notification } from "./early-warning.ts";
import { carry, decline, signAs, token } from "./forgery.ts";
import { channelOf, refusals, subject } from "./look.ts";
import { quiet } from "./manual-clock.ts";
import { opened, twoOffices } from "./world.ts";

describe("acts", () => {
  it("[ACT-1] a changed byte, another key and another room are refused with their reason", async () => {
    const { world, alfa, bravo } = await opened();
    const opening = subject(bravo);
    const good = signAs(world, bravo, opening, decline("no"), { re: channelOf(bravo) });
    carry(world, alfa, bravo, {
      ...good,
      bytes: good.bytes.replace('"text":"no"', '"text":"yes"'),
    });
    const foreign = signAs(world, bravo, opening, decline("no"), { con: token(16) as Act["con"] });
    carry(world, alfa, bravo, foreign);
    const level = signAs(world, bravo, opening, decline("no"), { level: "policy" });
    carry(world, alfa, bravo, level);
    carry(world, alfa, bravo, { ...good, bytes: ` ${good.bytes}` });
    await quiet();
    expect(refusals(bravo).toSorted()).toEqual([
      "bad-signature",
      "not-canonical",
      "other-consultation",
      "other-level",
    ]);
    expect(bravo.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
  });

  it("[ACT-1] an unknown version is shown as the word of the device that carried it, without effect", async () => {
    const { world, alfa, bravo } = await opened();
    const good = signAs(world, alfa, subject(alfa), decline("no"), {});
    carry(world, alfa, bravo, { bytes: good.bytes.replace('"v":1', '"v":2'), sig: good.sig });
    await quiet();
    expect(bravo.consultation.entries.at(-1)).toMatchObject({
      kind: "act",
      act: null,
      body: "as text",
      state: "XA",
      effect: "unknown-kind",
    });
    expect(bravo.consultation.headline).toBe("delivered");
  });

  it("[ACT-2] two acts at one place are both kept and marked", async () => {
    const { world, alfa, bravo } = await opened();
    const opening = subject(bravo);
    const ep = token(8);
    for (const text of ["no", "not now"])
      carry(
        world,
        bravo,
        alfa,
        signAs(world, bravo, opening, decline(text), { re: channelOf(bravo), ep }),
      );
    await quiet();
    const acts = alfa.consultation.entries.filter((one) => one.kind === "act");
    expect(acts.map(({ forked }) => forked)).toEqual([false, true, true]);
    expect(alfa.consultation.lines).toContainEqual(expect.objectContaining({ id: "forked" }));
  });

  it("[ACT-3] an act whose past is missing waits, the gap is asked for, and a holder brings it once a minute", async () => {
    const { world, alfa, bravo } = await opened();
    const charlie = bravo;
    const opening = subject(bravo);
    const first = signAs(world, bravo, opening, decline("no"), { re: channelOf(bravo) });
    const second = signAs(
      world,
      bravo,
      opening,
      { kind: "T04", fields: { reply_kind: "no-information" } },
      { re: channelOf(bravo), n: 1, prev: first.hash, parents: [], ep: first.act.ep },
    );
    // Bravo holds both; Alfa is brought the second only.
    carry(world, alfa, bravo, first);
    carry(world, charlie, alfa, second);
    await quiet();
    expect(alfa.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
    expect(alfa.consultation.entries).toContainEqual(
      expect.objectContaining({ what: { event: "missing-act", count: 1 } }),
    );
    // Sending goes on from the complete heads meanwhile.
    expect((await alfa.client.sendNote(channelOf(alfa), "meanwhile")).ok).toBe(true);
    await world.clock.advance(2_000);
    expect(world.network.seen(alfa.room, "chat.parley.want")).toHaveLength(1);
    expect(alfa.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
    // It had only just come to Bravo: within the minute nobody brings it again.
    await world.clock.advance(58_000);
    expect(alfa.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(1);
    await world.clock.advance(10_000);
    expect(alfa.consultation.entries.filter(({ kind }) => kind === "act")).toHaveLength(3);
    expect(alfa.consultation.requests[0]?.replies).toEqual({ XB: "answer" });
    const wants = world.network.seen(alfa.room, "chat.parley.want").length;
    await world.clock.advance(300_000);
    expect(world.network.seen(alfa.room, "chat.parley.want")).toHaveLength(wants);
  });

  it("[ACT-3] acts that come in the wrong order end as the same facts", async () => {
    const { world, alfa, bravo } = await opened();
    const opening = subject(bravo);
    const first = signAs(world, bravo, opening, decline("no"), { re: channelOf(bravo) });
    const second = signAs(world, bravo, opening, decline("still no"), {
      re: channelOf(bravo),
      n: 1,
      prev: first.hash,
      parents: [],
      ep: first.act.ep,
    });
    carry(world, bravo, alfa, second);
    carry(world, bravo, alfa, first);
    await quiet();
    const texts = alfa.consultation.entries.flatMap((one) =>
      one.kind === "act" ? [one.act?.f["text"]] : [],
    );
    expect(texts).toEqual([undefined, "no", "still no"]);
    await world.clock.advance(5_000);
    expect(world.network.seen(alfa.room, "chat.parley.want")).toHaveLength(0);
  });

  it("[ACT-3] whatever came in before the opening counts after it, over restarts as well", async () => {
    const { world, alfa, bravo } = await twoOffices();
    bravo.kill();
    await alfa.client.signAndSend(notification([bravo]));
    await world.clock.advance(1_000);
    const channel = channelOf(alfa);
    await alfa.client.sendNote(channel, "a note");
    await alfa.client.signAndSend(
      notification([], {
        id: "draft-2",
        channel,
        re: channel,
        fields: { ...EARLY_WARNING, summary: "more" },
      }),
    );
    await quiet();
    world.network.room(alfa.room).events.reverse();
    await bravo.open();
    await quiet();
    const shown = bravo.consultation.entries.map((one) => one.kind);
    expect(shown).toEqual(["act", "act", "note"]);
    expect(bravo.consultation.subject?.f["summary"]).toBe("more");
    bravo.kill();
    await bravo.open();
    expect(bravo.consultation.entries.map((one) => one.kind)).toEqual(shown);
    expect(bravo.consultation.subject?.f["summary"]).toBe("more");
  });

  it("[ACT-4] acts of a key that was disabled later are kept and shown as such", async () => {
    const { world, alfa, bravo } = await opened();
    await bravo.client.sendNote(channelOf(bravo), "seen");
    await bravo.client.acknowledge(channelOf(bravo), channelOf(bravo));
    await quiet();
    await world.disable(bravo);
    const ack = alfa.consultation.entries.findLast((one) => one.kind === "act");
    expect(ack).toMatchObject({ effect: "key-disabled", trust: "suspended" });
    expect(alfa.consultation.headline).not.toBe("acknowledged");
  });

  it("[ACT-6] a restored copy of the profile stops signing until a person goes on", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    const opening = subject(bravo);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await quiet();
    carry(world, alfa, bravo, signAs(world, bravo, opening, decline("no"), { re: channel }));
    await quiet();
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "restored-copy" }]);
    const reply = notification([], {
      kind: "T04",
      channel,
      re: channel,
      ask: {},
      fields: { reply_kind: "no-information" },
    });
    expect(await bravo.client.signAndSend(reply)).toEqual({
      ok: false,
      refusal: { reason: "restored-copy" },
    });
    bravo.kill();
    await bravo.open();
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "restored-copy" }]);
    await bravo.client.acceptCopy();
    expect(bravo.client.snapshot().alarms).toEqual([]);
    expect((await bravo.client.signAndSend(reply)).ok).toBe(true);
    bravo.kill();
    await bravo.open();
    expect(bravo.client.snapshot().alarms).toEqual([]);
    // What the copy had signed is in the past of the answer: Alfa asks for it, and Bravo brings it.
    await world.clock.advance(130_000);
    expect(alfa.consultation.requests[0]?.replies).toEqual({ XB: "answer" });
  });

  it("[FOLD-1] a step that the fold does not offer is refused with the reason of its table", async () => {
    const { alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    expect(await alfa.client.acknowledge(channel, channel)).toEqual({
      ok: false,
      refusal: { reason: "not-now", code: "R_NOTHING_TO_ACK" },
    });
    expect(alfa.consultation.mayNot).toContainEqual({
      step: "T04.ack",
      reason: "R_NOTHING_TO_ACK",
    });
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    expect(await bravo.client.acknowledge(channel, channel)).toMatchObject({
      refusal: { code: "R_NOTHING_TO_ACK" },
    });
    expect(alfa.consultation.may).toContainEqual({ step: "update", targets: [channel] });
  });
});
