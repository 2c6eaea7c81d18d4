import { expect } from "vitest";
import { decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn, nextActs, restarts } from "../goes-on.ts";
import { infiltrated, type Infiltrated } from "../infiltrated.ts";
import type { Insider } from "../insider.ts";
import { GAPS, MARKS } from "./defences.ts";
import { actOf, hasCome, replyOf, sayAfter } from "./shown.ts";

type Signed = ReturnType<Insider["signs"]>;

/** Two replies at the one place: each alone would be Charlie's first act. */
function twoReplies({ charlie, channel, place }: Infiltrated): readonly [Signed, Signed] {
  const answer = { kind: "T04", fields: { reply_kind: "information", text: "yes" } } as const;
  return [
    charlie.signs(place, decline("no"), { re: channel }),
    charlie.signs(place, answer, { re: channel }),
  ];
}

/** Both offices show both acts, marked, and read the same reply out of them. */
async function showBoth(scene: Infiltrated, acts: readonly Signed[]): Promise<void> {
  const { stage, alfa, bravo, channel } = scene;
  for (const { office } of [alfa, bravo]) {
    for (const { hash } of acts)
      await stage.until("both acts", () => actOf(office, hash) !== undefined);
    for (const { hash } of acts)
      expect(actOf(office, hash)).toMatchObject({ forked: true, effect: "yes", state: "XC" });
    expect(replyOf(office, channel, "XC")).toBe("decline");
  }
}

export const EQUIVOCATION: Attack = {
  attacker:
    "a listed office tells Alfa that it declines and Bravo that it answers, each so that the other cannot read it",
  rules: ["ACT-2", "ACT-3", "FOLD-2"],
  defence: GAPS,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room } = scene;
    const [toAlfa, toBravo] = twoReplies(scene);
    await charlie.carries(room, toAlfa, [charlie.user, alfa.office.account.user]);
    await charlie.carries(room, toBravo, [charlie.user, bravo.office.account.user]);
    await stage.until("Alfa to read its own", () => actOf(alfa.office, toAlfa.hash) !== undefined);
    await stage.until("Bravo its own", () => actOf(bravo.office, toBravo.hash) !== undefined);
    const meanwhile = [alfa, bravo].map(({ office }) => replyOf(office, channel, "XC"));
    return [
      {
        says: "each reads at first what it was told",
        holds: () => expect(meanwhile).toEqual(["decline", "answer"]),
      },
      {
        says: "Alfa's next act shows Bravo that something is missing, which is brought within the next two minutes",
        holds: async () => {
          const update = { ...stage.notification(bravo.office), channel, re: channel, roster: [] };
          const said = await alfa.office.client.signAndSend({ ...update, id: "draft-linking" });
          if (!said.ok) throw new Error(said.refusal.reason);
          await stage.until("the gap", () =>
            bravo.office
              .entries("room")
              .some((one) => one.kind === "room" && one.what.event === "missing-act"),
          );
          // What a holder has just got itself it takes for brought, for a minute.
          for (const { office } of [alfa, bravo]) office.clock.step(61_000);
          const isBrought = (): boolean => actOf(bravo.office, said.value) !== undefined;
          await stage.until("it to be brought", isBrought);
        },
      },
      nextActs(scene),
      {
        says: "with their next acts both have both, marked, and read the same",
        holds: () => showBoth(scene, [toAlfa, toBravo]),
      },
      restarts(scene),
    ];
  },
};

export const FORKS: Attack = {
  attacker: "a listed office signs two acts at one place",
  rules: ["ACT-2", "FOLD-2"],
  defence: MARKS,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { charlie, room } = scene;
    const acts = twoReplies(scene);
    for (const act of acts) await charlie.carries(room, act);
    await sayAfter(scene);
    return [
      {
        says: "Alfa and Bravo show both, marked, and read the same",
        holds: async () => {
          await hasCome(scene);
          await showBoth(scene, acts);
        },
      },
      ...goesOn(scene),
    ];
  },
};
