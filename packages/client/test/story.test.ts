import { describe, expect, it } from "vitest";
import { notification } from "./early-warning.ts";
import { quiet } from "./manual-clock.ts";
import { opened, twoOffices } from "./world.ts";

describe("a first consultation", () => {
  it("[OUTBOX-1] opens, arrives verified, is acknowledged and answered", async () => {
    const { world, alfa, bravo } = await opened();
    expect(alfa.consultation.headline).toBe("delivered");
    expect(bravo.consultation).toMatchObject({
      needs: "acknowledge",
      unread: 1,
      headline: "delivered",
    });
    const [entry] = bravo.consultation.entries;
    expect(entry).toMatchObject({
      kind: "act",
      trust: "verified",
      effect: "yes",
      state: "XA",
      own: false,
    });
    if (entry?.kind !== "act") throw new Error("no act");
    expect(entry.act?.f["incident_ref"]).toBe("CERT-2026-0147");

    const channel = entry.hash;
    expect(await bravo.client.acknowledge(channel, entry.hash)).toMatchObject({ ok: true });
    expect(bravo.consultation).toMatchObject({ needs: "reply", unread: 0 });
    expect(bravo.consultation.entries[0]).toMatchObject({ hash: entry.hash, unread: false });
    expect(await bravo.client.sendNote(channel, " We look into it. ")).toMatchObject({ ok: true });
    await quiet();
    expect(alfa.consultation.headline).toBe("acknowledged");
    expect(alfa.consultation.entries.map((one) => one.kind)).toEqual(["act", "act", "note"]);
    expect(alfa.consultation.entries[2]).toMatchObject({
      body: "We look into it.",
      state: "XB",
      own: false,
    });

    const answered = await bravo.client.signAndSend(
      notification([], {
        id: "draft-2",
        kind: "T04",
        channel,
        re: entry.hash,
        ask: {},
        fields: { reply_kind: "information", text: "Two operators confirm." },
      }),
    );
    expect(answered.ok).toBe(true);
    await quiet();
    expect(alfa.consultation.headline).toBe("in_consultation");
    expect(alfa.consultation.requests[0]?.replies).toEqual({ XB: "answer" });
    expect(bravo.consultation.entries.at(-1)).toMatchObject({
      delivery: { state: "delivered", to: ["XA"] },
    });
    expect(alfa.consultation.gate).toEqual({ state: "open" });
    expect(world.network.roomsMade).toBe(1);
  });

  it("[ROOM-2] shows nothing to whoever the opening does not name", async () => {
    const { world, alfa, bravo } = await twoOffices();
    const charlie = await world.office("xc-tech-1", "XC", "@charlie:parley.test");
    await world.admit(charlie);
    await alfa.client.signAndSend(notification([bravo]));
    await quiet();
    expect(bravo.client.snapshot().consultations).toHaveLength(1);
    expect(charlie.client.snapshot().consultations).toHaveLength(0);
  });
});
