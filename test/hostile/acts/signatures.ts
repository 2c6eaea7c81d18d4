import { fromBase64Url, type KeyId } from "@parley/base";
import { makeSignKeyPair } from "@parley/crypto";
import { keyIdOf } from "@parley/directory";
import { expect } from "vitest";
import { decline } from "../../../packages/client/test/forged-act.ts";
import type { Attack } from "../attack.ts";
import { goesOn } from "../goes-on.ts";
import { infiltrated, type Infiltrated } from "../infiltrated.ts";
import { refusals } from "../refusals.ts";
import { KEY_OF_RECORD, SIGNATURE } from "./defences.ts";
import { actsOf, hasCome, replyOf, sayAfter } from "./shown.ts";

/** The key that the directory lists for Bravo's office. */
function bravosKey({ stage, bravo }: Infiltrated): KeyId {
  const device = stage.directory.log.recordOf(bravo.office.rec)?.devices[0];
  return keyIdOf(fromBase64Url(device?.act ?? "") ?? new Uint8Array());
}

export const SIGNATURES: Attack = {
  attacker:
    "a listed office signs in Bravo's name with its own key, and puts a signature under other words than it was made for",
  rules: ["ACT-1", "TRUST-3"],
  defence: SIGNATURE,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const asBravo = { rec: bravo.office.rec, key: bravosKey(scene), re: channel };
    const forged = charlie.signs(place, decline("Bravo declines"), asBravo);
    await charlie.carries(room, forged);
    // A signature of its own that holds, under other words of its own.
    const [one, two] = ["yes", "no"].map((text) =>
      charlie.signs(place, decline(text), { re: channel }),
    );
    if (one === undefined || two === undefined) throw new Error("two acts");
    await charlie.carries(room, { bytes: one.bytes, sig: two.sig });
    const stranger = makeSignKeyPair();
    const unknown = charlie.signs(place, decline("unknown key"), {
      re: channel,
      key: keyIdOf(stranger.publicKey),
    });
    await charlie.carries(room, unknown);
    await sayAfter(scene);
    return [
      {
        says: "nobody reads that Bravo declined, or anything else that was not signed so",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(actsOf(office)).toHaveLength(1);
            expect(replyOf(office, channel, "XB")).toBe("none");
            expect(replyOf(office, channel, "XC")).toBe("none");
          }
        },
      },
      {
        says: "each is counted as refused, with its own reason",
        holds: () => {
          for (const { office } of [alfa, bravo])
            expect(refusals(office)).toEqual({ "bad-signature": 2, "unknown-signer": 1 });
        },
      },
      ...goesOn(scene),
    ];
  },
};

export const NAMES: Attack = {
  attacker:
    "a listed office acknowledges and declines in Bravo's name, by Bravo's record and its own key",
  rules: ["TRUST-3", "ACT-1"],
  defence: KEY_OF_RECORD,
  play: async (stage) => {
    const scene = await infiltrated(stage);
    const { alfa, bravo, charlie, channel, room, place } = scene;
    const asBravo = { rec: bravo.office.rec, re: channel };
    await charlie.carries(
      room,
      charlie.signs(place, { kind: "T04", fields: { reply_kind: "ack" } }, asBravo),
    );
    await charlie.carries(room, charlie.signs(place, decline("Bravo declines"), asBravo));
    await sayAfter(scene);
    return [
      {
        says: "neither Alfa nor Bravo reads a word of Bravo's that Bravo did not sign",
        holds: async () => {
          await hasCome(scene);
          for (const { office } of [alfa, bravo]) {
            expect(replyOf(office, channel, "XB")).toBe("none");
            expect(actsOf(office).filter(({ state }) => state === "XB")).toEqual([]);
            expect(refusals(office)).toEqual({ "unknown-signer": 2 });
          }
        },
      },
      ...goesOn(scene),
    ];
  },
};
