import type { KeyId, RecordId } from "@parley/base";
import { keyIdOf, signDeviceReport } from "@parley/directory";
import { makeSignKeyPair, type KeyPair } from "@parley/crypto";
import { expect } from "vitest";
import type { TicketHolder } from "../../harness/line-network.ts";
import type { Attack } from "../attack.ts";
import { THEIR_OWN } from "./defences.ts";
import { goOn, setting } from "./false-service.ts";

export const FALSE_REPORTS: Attack = {
  attacker:
    "the listed service, in other hands, spreads reports of Alfa's device as lost that nobody of Alfa signed",
  rules: ["REPORT-1", "READ-1"],
  defence: THEIR_OWN,
  play: async (stage) => {
    const all = await setting(stage);
    const { network, alfa, bravo, say } = all;
    const { dir } = network.root;
    const device = (one: TicketHolder): { readonly rec: RecordId; readonly key: KeyId } => ({
      rec: one.ticket.rec,
      key: keyIdOf(one.actKeys().publicKey),
    });
    const report = (by: ReturnType<typeof device>, keys: KeyPair): string => {
      const at = Math.floor(Date.now() / 1000) * 1000;
      return signDeviceReport({ dir, ...device(alfa), by, at, why: "stolen" }, keys.secretKey);
    };
    const stranger = makeSignKeyPair();
    const spread = [
      report(device(bravo), bravo.actKeys()),
      report(device(alfa), bravo.actKeys()),
      report(device(alfa), stranger),
      report({ rec: alfa.ticket.rec, key: keyIdOf(stranger.publicKey) }, stranger),
      report(
        { rec: "secretariat" as RecordId, key: keyIdOf(network.officer.publicKey) },
        network.officer,
      ),
      report(device(alfa), alfa.actKeys()).replace("stolen", "left"),
    ];
    for (const text of spread) await say(bravo, { kind: "report", report: text });
    const at = Math.floor(Date.now() / 1000) * 1000;
    // What comes after them, and is dealt with after them.
    await say(bravo, network.head(at));
    const dated = (): number | null => bravo.client.snapshot().directory.signedHead.at;
    await stage.until("the head after them", () => (dated() ?? 0) >= at);
    const ofAlfa = () => bravo.client.snapshot().records.find(({ rec }) => rec === alfa.ticket.rec);
    return [
      {
        says: "Alfa's device is not taken for suspended",
        holds: () => {
          expect(ofAlfa()?.trust).toBe("verified");
          expect(ofAlfa()?.devices).toMatchObject([{ state: "listed", reported: null }]);
        },
      },
      goOn(stage, all),
      {
        says: "what Alfa itself reports is taken up at once, while the directory still lists the device",
        holds: async () => {
          await say(bravo, { kind: "report", report: report(device(alfa), alfa.actKeys()) });
          await stage.until("it", () => ofAlfa()?.devices[0]?.state === "suspended");
          expect(network.log.isListed(device(alfa).rec, device(alfa).key)).toBe(true);
        },
      },
    ];
  },
};
