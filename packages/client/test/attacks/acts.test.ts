import { describe, expect, it } from "vitest";
import type { ActHash } from "@parley/base";
import { notification } from "../early-warning.ts";
import { carry, decline, put, putInto, signAs, token } from "../forgery.ts";
import { channelOf, subject } from "../look.ts";
import { quiet } from "../manual-clock.ts";
import { opened } from "../world.ts";

describe("a listed office that means harm", () => {
  it("[ACT-3] whoever asks again and again is not answered for ever", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(alfa);
    const before = world.network.seen(alfa.room, "chat.parley.act").length;
    for (let hour = 0; hour < 40; hour++) {
      put(world, bravo, alfa, "chat.parley.want", { id: token(16), of: [channel] });
      await world.clock.advance(3_600_000);
    }
    const brought = world.network.seen(alfa.room, "chat.parley.act").length - before;
    expect(brought).toBeGreaterThan(3);
    expect(brought).toBeLessThanOrEqual(10);
  });

  it("[ACT-3] a past that nobody has is asked for more and more rarely", async () => {
    const { world, alfa, bravo } = await opened();
    carry(
      world,
      alfa,
      bravo,
      signAs(world, alfa, subject(alfa), decline("x"), {
        n: 1,
        prev: token(32) as ActHash,
        parents: [],
      }),
    );
    await quiet();
    await world.clock.advance(6 * 3_600_000);
    expect(world.network.seen(bravo.room, "chat.parley.want").length).toBeGreaterThan(5);
    expect(world.network.seen(bravo.room, "chat.parley.want").length).toBeLessThan(20);
  });

  it("[ACT-3] hashes that never come do not keep a real gap from being asked for", async () => {
    const { world, alfa, bravo } = await opened();
    for (let i = 0; i < 10; i++)
      carry(
        world,
        alfa,
        bravo,
        signAs(world, alfa, subject(alfa), decline("x"), {
          n: 1,
          prev: token(32) as ActHash,
          parents: Array.from({ length: 31 }, () => token(32) as ActHash).toSorted(),
        }),
      );
    const real = signAs(world, bravo, subject(bravo), decline("no"), { re: channelOf(bravo) });
    const after = signAs(world, bravo, subject(bravo), decline("still no"), {
      re: channelOf(bravo),
      n: 1,
      prev: real.hash,
      parents: [],
      ep: real.act.ep,
    });
    carry(world, bravo, alfa, after);
    carry(world, bravo, bravo, after);
    await quiet();
    await world.clock.advance(70_000);
    const asked = world.network
      .seen(bravo.room, "chat.parley.want")
      .flatMap(({ content }) => content["of"] as readonly string[]);
    expect(asked).toContain(real.hash);
    expect(new Set(asked).size).toBe(10 * 32 + 1);
  });

  it("[ACT-3] a want for acts of another channel brings nothing", async () => {
    const { world, alfa, bravo } = await opened();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    const first = channelOf(alfa);
    await alfa.client.signAndSend(notification([charlie], { id: "draft-2" }));
    await world.clock.advance(70_000);
    const room = charlie.room;
    const before = world.network.seen(room, "chat.parley.act").length;
    putInto(world, charlie, alfa, room, "chat.parley.want", { id: token(16), of: [first] });
    await quiet();
    expect(bravo.consultation.id).toBe(first);
    expect(world.network.seen(room, "chat.parley.act")).toHaveLength(before);
  });
});

describe("one's own machine", () => {
  it("[ACT-6] a profile that was set back reads its own later acts, and signs none of them twice", async () => {
    const { alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    const copy = new Map([...bravo.disk.tables].map(([table, rows]) => [table, new Map(rows)]));
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await quiet();
    bravo.kill();
    bravo.disk.tables.clear();
    for (const [table, rows] of copy) bravo.disk.tables.set(table, rows);
    await bravo.open();
    await quiet();
    expect(bravo.consultation.headline).toBe("acknowledged");
    expect(await bravo.client.acknowledge(channel, channel)).toMatchObject({
      refusal: { code: "R_NOTHING_TO_ACK" },
    });
    const answer = await bravo.client.signAndSend(
      notification([], {
        kind: "T04",
        channel,
        re: channel,
        ask: {},
        fields: { reply_kind: "no-information" },
      }),
    );
    expect(answer.ok).toBe(true);
    await quiet();
    expect(alfa.consultation.entries.some((one) => one.kind === "act" && one.forked)).toBe(false);
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "set-back" }]);
  });

  it("[ACT-6] a profile that was set back and has signed already is told so by its own later acts", async () => {
    const { world, alfa, bravo } = await opened();
    const channel = channelOf(bravo);
    const copy = new Map([...bravo.disk.tables].map(([table, rows]) => [table, new Map(rows)]));
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    await quiet();
    bravo.kill();
    bravo.disk.tables.clear();
    for (const [table, rows] of copy) bravo.disk.tables.set(table, rows);
    world.network.setAway(true);
    await bravo.open();
    expect((await bravo.client.acknowledge(channel, channel)).ok).toBe(true);
    world.network.setAway(false);
    await quiet();
    expect(bravo.client.snapshot().alarms).toMatchObject([{ kind: "restored-copy" }]);
    expect(alfa.consultation.headline).toBe("acknowledged");
  });
});
