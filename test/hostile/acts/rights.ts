import type { ActHash } from "@parley/base";
import { expect } from "vitest";
import { decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated } from "../infiltrated.ts";
import { RIGHTS_JUDGED } from "./defences.ts";
import { actOf, hasCome, replyOf, sayAfter } from "./shown.ts";

export const RIGHTS: Attack = {
  attacker:
    "a listed office signs what is not its own to say: rosters of others, others' requests, replies to no request",
  rules: ["FOLD-1", "ROSTER-1"],
  defence: RIGHTS_JUDGED,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const remove = charlie.signs(place, {
      kind: "roster",
      fields: { op: "remove", rec: bravo.office.rec },
    });
    const own = charlie.signs(place, decline("of its own"), {
      re: channel,
      n: 1,
      prev: remove.hash,
      parents: [],
    });
    const next = { n: 2, prev: own.hash, parents: [] as readonly ActHash[] };
    const ack = { kind: "T04", fields: { reply_kind: "ack" } } as const;
    const told = {
      role: remove,
      "target-unfit": charlie.signs(place, ack, { ...next, re: own.hash }),
      "target-missing": charlie.signs(place, ack, { ...next, re: remove.hash }),
      "unknown-kind": charlie.signs(place, decline("withdrawn"), {
        ...next,
        kind: "withdraw",
        re: channel,
        f: {},
      }),
    };
    await charlie.carries(room, remove);
    await charlie.carries(room, own);
    for (const one of Object.values(told).slice(1)) await charlie.carries(room, one);
    const update = { kind: "T02", fields: place.opening.f } as never;
    const ofAlfa = charlie.signs(place, update, { ...next, re: channel });
    await charlie.carries(room, ofAlfa);
    await sayAfter(scene);
    return [
      {
        says: "Bravo stays in the consultation, and Alfa's request stands as Alfa wrote it",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            const { members, subject, gate } = office.consultation;
            const states = members.map((one) => one.office?.state ?? "");
            expect(states.toSorted()).toEqual(["XA", "XB", "XC"]);
            expect(subject?.rec).toBe(alfa.office.rec);
            expect(gate).toEqual({ state: "open" });
          }
        },
      },
      {
        says: "each is shown with the reason why it has no effect; Charlie's own reply counts",
        holds: () => {
          for (const { office } of [alfa, bravo]) {
            for (const [effect, { hash }] of Object.entries(told))
              expect(actOf(office, hash)).toMatchObject({ effect, state: "XC" });
            expect(actOf(office, ofAlfa.hash)).toMatchObject({ effect: "target-unfit" });
            expect(replyOf(office, channel, "XC")).toBe("decline");
          }
        },
      },
      ...goesOn(scene),
    ];
  },
};
