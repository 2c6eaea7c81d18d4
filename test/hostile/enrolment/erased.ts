import { hashOfCard, readLog, type Operation } from "@parley/directory";
import { expect } from "vitest";
import { CARD } from "../../../packages/directory/test/documents.ts";
import { accepted, type Invited, type ServiceStage } from "../../service/stage.ts";
import type { Attack } from "../attack.ts";
import type { Stage } from "../stage.ts";
import { ERASED } from "./defences.ts";

/** An entry on a State's own record: officers propose it, its holder signs, it is published. */
async function signedByBoth(
  stage: Stage,
  secretariat: ServiceStage,
  { poc }: Invited,
  operation: Operation,
): Promise<void> {
  const { desk } = secretariat;
  const { hash } = accepted(await desk.carry(secretariat.signed(operation)));
  const asked = (): boolean => poc.client.snapshot().toSign.some((one) => one.hash === hash);
  await stage.until("the State to be asked", asked);
  accepted(await poc.client.coSign(hash));
  const signed = async (): Promise<string | null> => {
    const { text } = accepted(await desk.proposals()).find((one) => one.hash === hash) ?? {};
    return text !== undefined && (JSON.parse(text) as { sigs: readonly object[] }).sigs.length > 2
      ? text
      : null;
  };
  await stage.until("the State's signature", async () => (await signed()) !== null);
  await secretariat.finish(desk, (await signed()) ?? "");
}

export const CARD_ERASED: Attack = {
  attacker: "a contact card was erased, and everybody who has none asks for it again",
  rules: ["DIR-7"],
  defence: ERASED,
  play: async (stage) => {
    const secretariat = await stage.service();
    const { desk } = secretariat;
    const alfa = await secretariat.admitted(desk, "XA");
    const bravo = await secretariat.admitted(desk, "XB");
    accepted(await alfa.poc.client.proposeCard(CARD));
    const cards = async () => accepted(await desk.cards(alfa.rec));
    await stage.until("the card at the desk", async () => (await cards()).length > 0);
    const [card] = await cards();
    const hash = card === undefined ? null : hashOfCard(card);
    if (card === undefined || hash === null) throw new Error("no card");
    const conf = new Date().toISOString().slice(0, 10);
    const operation = { op: "card", rec: { id: alfa.rec, card: hash, conf } } as const;
    await signedByBoth(stage, secretariat, alfa, operation);
    const stateAt = ({ poc }: Pick<Invited, "poc">): string | undefined =>
      poc.client.snapshot().records.find(({ rec }) => rec === alfa.rec)?.cardState;
    await stage.until("Bravo to hold it", () => stateAt(bravo) === "held");
    const held = bravo.poc.disk().includes(card.salt);
    accepted(await desk.eraseCard(alfa.rec));
    // Something honest comes the same way after it.
    const charlie = await secretariat.admitted(desk, "XC");
    const { n } = secretariat.log.head;
    for (const { poc } of [alfa, bravo])
      await stage.until("all to have it", () => poc.client.snapshot().directory.n === n);
    const mentions = (text: string): readonly string[] =>
      [card.salt, CARD.telephones[0]?.number ?? "", CARD.mailbox ?? ""].filter((word) =>
        text.includes(word),
      );
    return [
      { says: "Bravo held it before", holds: () => expect(held).toBe(true) },
      {
        says: "the service has it no more, neither listed nor proposed",
        holds: async () => expect(await cards()).toEqual([]),
      },
      {
        says: "Bravo shows that it was erased, and has nothing of it at rest",
        holds: () => {
          expect(stateAt(bravo)).toBe("erased");
          expect(mentions(bravo.poc.disk())).toEqual([]);
        },
      },
      {
        says: "Bravo asks once more after a restart, and Charlie for the first time: neither gets it",
        holds: async () => {
          await bravo.poc.close();
          await bravo.poc.open();
          await secretariat.stop();
          await secretariat.run();
          const more = await secretariat.admitted(secretariat.desk, "XD");
          for (const { poc } of [bravo, charlie, more]) {
            await stage.until(
              "the newest entry",
              () => poc.client.snapshot().directory.n === n + 1,
            );
            expect(mentions(poc.disk())).toEqual([]);
          }
          expect(["erased", "not-here"]).toContain(stateAt(charlie));
        },
      },
      {
        says: "the log verifies as before, and names a hash that leads nowhere",
        holds: () => {
          const { log, root } = secretariat;
          expect(readLog(root, log.text).ok).toBe(true);
          expect(log.recordOf(alfa.rec)?.card).toBe(hash);
          expect(mentions(log.text)).toEqual([]);
        },
      },
    ];
  },
};
