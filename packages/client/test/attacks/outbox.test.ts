import { describe, expect, it } from "vitest";
import { notification } from "../early-warning.ts";
import { channelOf } from "../look.ts";
import { quiet } from "../manual-clock.ts";
import { opened, twoOffices, World } from "../world.ts";

describe("one's own machine", () => {
  it("[OUTBOX-1] the writer killed before any of its writes sends each act and note once, in order", async () => {
    for (let commits = 0; commits <= 10; commits++) {
      const { world, alfa, bravo } = await opened();
      const channel = channelOf(bravo);
      const done: string[] = [];
      bravo.killAfterCommits(commits);
      void (async () => {
        if ((await bravo.client.acknowledge(channel, channel)).ok) done.push("act");
        for (const text of ["one", "two"])
          if ((await bravo.client.sendNote(channel, text)).ok) done.push(text);
      })();
      await world.clock.advance(1_000);
      bravo.kill();
      await bravo.open();
      await world.clock.advance(20_000);
      const arrived = alfa.consultation.entries
        .slice(1)
        .map((one) => (one.kind === "note" ? one.body : one.kind));
      // What was written and not answered any more may have gone as well.
      expect(["act", "one", "two"].slice(0, arrived.length)).toEqual(arrived);
      expect(arrived.slice(0, done.length)).toEqual(done);
      expect(alfa.consultation.entries.some((one) => one.kind === "act" && one.forked)).toBe(false);
    }
  });

  it("[OUTBOX-2] an office of one's own State is no party that was reached", async () => {
    const world = await World.make();
    const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
    const second = await world.office("xa-tech-2", "XA", "@alfa2:parley.test");
    const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
    for (const office of [alfa, second, bravo]) await world.admit(office);
    await alfa.client.signAndSend(notification([bravo, second]));
    await world.clock.advance(11_000);
    bravo.kill();
    await alfa.client.sendNote(channelOf(alfa), "one");
    await world.clock.advance(1_000);
    expect(second.consultation.entries).toContainEqual(expect.objectContaining({ body: "one" }));
    expect(alfa.consultation.entries.at(-1)).toMatchObject({ delivery: { state: "sent" } });
    await world.clock.advance(120_000);
    expect(alfa.consultation.entries.at(-1)).toMatchObject({
      delivery: { state: "not-delivered-yet", to: ["XB"] },
    });
    await bravo.open();
    await quiet();
    expect(alfa.consultation.entries.at(-1)).toMatchObject({
      delivery: { state: "delivered", to: ["XB"] },
    });
  });

  it("[TRUST-3] acts that were queued before the key was taken out stay, held, with the reason", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    world.network.setAway(true);
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await world.disable(bravo);
    world.network.setAway(false);
    await world.clock.advance(60_000);
    expect(bravo.client.snapshot()).toMatchObject({
      me: { listing: "disabled" },
      outbox: { queued: 0, held: 1 },
    });
    expect(bravo.consultation.gate).toMatchObject({
      reasons: [{ reason: "own-device-not-listed" }],
    });
    expect(alfa.consultation.headline).not.toBe("acknowledged");
    expect(world.network.seen(alfa.room, "chat.parley.act")).toHaveLength(1);
  });

  it("[OUTBOX-1] an opening whose addressee left the directory is held, and says who left", async () => {
    const { world, alfa, bravo } = await twoOffices();
    world.network.setAway(true);
    await quiet();
    await alfa.client.signAndSend(notification([bravo]));
    await world.disable(bravo);
    world.network.setAway(false);
    await world.clock.advance(60_000);
    expect(alfa.consultation).toMatchObject({
      headline: "draft",
      gate: {
        state: "held",
        reasons: [{ reason: "addressee-not-listed", office: { rec: bravo.rec } }],
      },
    });
    expect(alfa.client.snapshot().outbox).toEqual({ queued: 0, held: 1 });
    expect(world.network.roomsMade).toBe(0);
    expect(await alfa.client.takeBack(alfa.consultation.id as never)).toMatchObject({ ok: true });
  });
});
