import { closeCard, type ContactCard } from "@parley/directory";
import { expect } from "vitest";
import { CARD } from "../../../packages/directory/test/documents.ts";
import type { Attack } from "../attack.ts";
import { CARDS_HASH } from "./defences.ts";
import { setting } from "./false-service.ts";

const SALT = new Uint8Array(32).fill(9);
const ATTACKERS = "+99 1 5550199";

export const FALSE_CARDS: Attack = {
  attacker:
    "the listed service, in other hands, hands out contact cards of Alfa with a telephone of the attacker's",
  rules: ["DIR-7"],
  defence: CARDS_HASH,
  play: async (stage) => {
    const { network, alfa, bravo, say } = await setting(stage);
    const { rec } = alfa.ticket;
    const { hash, ...card } = closeCard(CARD, SALT);
    const operation = { op: "card", rec: { id: rec, card: hash, conf: "2026-11-25" } } as const;
    await network.publish(operation, [alfa.actKeys()]);
    const { n } = network.log.head;
    await stage.until("the entry", () => bravo.client.snapshot().directory.n === n);
    const other: ContactCard = {
      ...CARD,
      telephones: [{ label: "Duty officer", number: ATTACKERS }],
    };
    const closed = closeCard(other, SALT);
    const told = [
      { rec, salt: card.salt, text: closed.text },
      { rec, salt: closeCard(other, SALT.with(0, 1)).salt, text: closed.text },
      {
        rec,
        salt: card.salt,
        text: card.text.replace(CARD.telephones[0]?.number ?? "", ATTACKERS),
      },
      // Nobody has named a card of Bravo's.
      { rec: bravo.ticket.rec, salt: closed.salt, text: closed.text },
    ];
    for (const one of told) await say(bravo, { kind: "cards", cards: [one] });
    const at = Math.floor(Date.now() / 1000) * 1000;
    await say(bravo, network.head(at));
    const dated = (): number | null => bravo.client.snapshot().directory.signedHead.at;
    await stage.until("the head after them", () => (dated() ?? 0) >= at);
    const cards = (): Readonly<Record<string, unknown>> =>
      Object.fromEntries(
        bravo.client
          .snapshot()
          .records.map((one) => [one.rec, [one.cardState, one.card?.telephones]]),
      );
    const before = cards();
    return [
      {
        says: "Bravo shows none of them, and says that the card is not here",
        holds: () => {
          expect(before).toMatchObject({
            [rec]: ["not-here", undefined],
            [bravo.ticket.rec]: ["none", undefined],
          });
          expect(
            [...bravo.disk.tables.values()].flatMap((rows) => [...rows.values()]).join(),
          ).not.toContain(ATTACKERS);
        },
      },
      {
        says: "the one that the directory names is shown",
        holds: async () => {
          await say(bravo, { kind: "cards", cards: [{ rec, ...card }] });
          await stage.until("it", () => JSON.stringify(cards()[rec]).includes("held"));
          expect(cards()).toMatchObject({ [rec]: ["held", CARD.telephones] });
        },
      },
    ];
  },
};
