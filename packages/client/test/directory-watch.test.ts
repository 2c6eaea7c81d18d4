import { describe, expect, it } from "vitest";
import { quiet } from "./manual-clock.ts";
import { opened, World } from "./world.ts";

describe("the directory", () => {
  it("[DIR-5] a shorter, an edited and an unreadable log are refused with an alarm, and the held one counts", async () => {
    const { world, alfa } = await opened();
    const { n, head } = alfa.client.snapshot().directory;
    const [first = ""] = world.log.text.split("\n");
    for (const [text, reason] of [
      [`${first}\n`, "shorter"],
      [world.log.text.replace("p-1", "p-2"), "signature"],
      ["not a log", "not-json"],
    ] as const) {
      alfa.offered = text;
      alfa.offer();
      await quiet();
      expect(alfa.client.snapshot().alarms).toMatchObject([{ kind: "directory-refused", reason }]);
      expect(alfa.client.snapshot().directory).toMatchObject({ n, head });
      expect(alfa.consultation.gate).toEqual({ state: "open" });
    }
    alfa.kill();
    alfa.offered = undefined;
    await alfa.open();
    expect(alfa.client.snapshot().alarms).toEqual([]);
    expect(alfa.client.snapshot().directory).toMatchObject({ n, head });
  });

  it("[DIR-5] a log that goes another way from one entry on is a fork", async () => {
    const { world, alfa, bravo } = await opened();
    const held = alfa.client.snapshot().directory;
    // The same officers sign the same offices in another order, and one more: longer, and not mine.
    const other = await World.make();
    expect(other.root.text).toBe(world.root.text);
    await other.admit(bravo);
    await other.admit(alfa);
    const charlie = await other.office("xc-tech-1", "XC", "@charlie:parley.test");
    await other.admit(charlie);
    alfa.offered = other.log.text;
    alfa.offer();
    await quiet();
    expect(alfa.client.snapshot().alarms).toMatchObject([
      { kind: "directory-refused", reason: "forked", n: 1 },
    ]);
    expect(alfa.client.snapshot().directory).toEqual(held);
    expect(alfa.client.snapshot().offices.map(({ rec }) => rec)).toEqual(["xb-tech-1"]);
  });

  it("[DIR-5] what names a later head waits, the source is read again, and it counts then", async () => {
    const { world, alfa, bravo } = await opened();
    bravo.offered = world.log.text;
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    const channel = alfa.consultation.id;
    const sent = await alfa.client.signAndSend({
      id: "update",
      kind: "T02",
      channel: channel as never,
      re: channel as never,
      roster: [],
      tlp: "amber",
      prec: null,
      ask: {},
      res: [],
      fields: {
        ...alfa.consultation.subject?.f,
        stage: "update",
        affected_sectors: ["energy"],
        severity: { scale: "product", code: 2 },
      },
      updatedAt: 0,
    });
    expect(sent).toMatchObject({ ok: true });
    await quiet();
    expect(alfa.consultation.entries).toHaveLength(2);
    expect(bravo.consultation.entries).toHaveLength(1);
    expect(bravo.client.snapshot().directory.behind).toBe(true);
    bravo.offered = undefined;
    await world.clock.advance(15_000);
    expect(bravo.consultation.entries).toHaveLength(2);
    expect(bravo.client.snapshot().directory).toMatchObject({ behind: false, n: world.log.head.n });
    expect(bravo.consultation.subject?.f["stage"]).toBe("update");
  });
});
