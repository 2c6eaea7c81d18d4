import { ready } from "@parley/crypto";
import type { UserId } from "@parley/base";
import type { PinnedSettings } from "@parley/directory";
import { beforeAll, describe, expect, it } from "vitest";
import { decideLineGate, type LineQuestion } from "../src/line-gate.ts";
import { World } from "./world.ts";

beforeAll(ready);

const PINNED: PinnedSettings = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};

/** A PoC's question about its line to the service, everything in order; and the same line from the other end. */
async function line(): Promise<{ poc: LineQuestion; service: LineQuestion; world: World }> {
  const world = await World.make();
  const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
  await world.admit(alfa);
  const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
  await world.admit(bravo);
  await world.admitService("@service:parley.test" as UserId);
  const trust = world.log
    .records()
    .flatMap(({ user, devices }) =>
      devices.map(({ id }) => ({ user, device: id, state: "trusted" as const })),
    );
  const both = [
    { user: "@alfa:parley.test" as UserId, membership: "join" as const },
    { user: "@service:parley.test" as UserId, membership: "join" as const },
  ];
  const common = { log: world.log, members: both, trust, pinned: PINNED, settings: PINNED };
  return {
    world,
    poc: {
      ...common,
      end: "poc",
      own: { user: "@alfa:parley.test" as UserId, isListed: false },
      peer: "@service:parley.test" as UserId,
    },
    service: {
      ...common,
      end: "service",
      own: { user: "@service:parley.test" as UserId, isListed: true },
      peer: "@alfa:parley.test" as UserId,
    },
  };
}

describe("the gate of a line", () => {
  it("[GATE-1] opens for the other end alone, whether or not the PoC's own device is listed", async () => {
    const { poc, service } = await line();
    expect(decideLineGate(poc)).toMatchObject({ state: "open", to: ["@service:parley.test"] });
    expect(decideLineGate(service)).toMatchObject({ state: "open", to: ["@alfa:parley.test"] });
    const invited = poc.members.map((one) => ({ ...one, membership: "invite" as const }));
    expect(decideLineGate({ ...poc, members: invited }).state).toBe("open");
  });

  it("[GATE-1] is held by any further account, listed or not, and by settings that changed", async () => {
    const { poc, service } = await line();
    for (const end of [poc, service])
      for (const [user, reason] of [
        ["@bravo:parley.test", "account-not-in-roster"],
        ["@mallory:parley.test", "account-not-listed"],
      ] as const) {
        const members = [...end.members, { user: user as UserId, membership: "invite" as const }];
        expect(decideLineGate({ ...end, members })).toMatchObject({
          state: "held",
          reasons: [{ reason, user }],
        });
      }
    const settings = { ...PINNED, historyVisibility: "world_readable" };
    expect(decideLineGate({ ...poc, settings })).toEqual({
      state: "held",
      reasons: [{ reason: "room-settings-changed", setting: "historyVisibility" }],
    });
  });

  it("[GATE-1] waits for a trusted, listed device of the other end, which is the service for a PoC and none for the service", async () => {
    const { poc, service, world } = await line();
    const unknown = poc.trust.map((one) => ({ ...one, state: "unknown" as const }));
    const others = poc.trust.map((one) => ({ ...one, state: "other-keys" as const }));
    for (const trust of [unknown, others, []])
      expect(decideLineGate({ ...poc, trust }).state).toBe("waiting");
    expect(decideLineGate({ ...poc, members: [] }).state).toBe("waiting");
    expect(decideLineGate({ ...poc, settings: null }).state).toBe("waiting");
    expect(decideLineGate({ ...poc, peer: "@bravo:parley.test" as UserId }).state).not.toBe("open");
    expect(decideLineGate({ ...poc, peer: null }).state).not.toBe("open");
    // Nobody is answered before admission, and by no device of the service that is not listed itself.
    const stranger = "@new:parley.test" as UserId;
    const members = [...service.members.slice(1), { user: stranger, membership: "join" as const }];
    expect(decideLineGate({ ...service, peer: stranger, members }).state).toBe("waiting");
    const own = { ...service.own, isListed: false };
    expect(decideLineGate({ ...service, own }).state).toBe("held");
    const alfa = world.offices[0];
    if (alfa === undefined) throw new Error("no office");
    await world.disable(alfa);
    expect(decideLineGate({ ...service, log: world.log }).state).toBe("waiting");
  });
});
