import { PASSPHRASE_COST } from "@parley/crypto";
import { expect } from "vitest";
import type { Attack } from "../attack.ts";
import { UNDER_PASSPHRASE } from "./defences.ts";

const PASSPHRASE = "seven grey herons by the river";
/** So that many guesses take no time here; a claim is about what they cost. */
const CHEAP = { ...PASSPHRASE_COST, opslimit: 1, memlimit: 8_192 };

interface KeyFile {
  readonly name: string;
  readonly box: string;
  readonly salt: string;
  readonly cost: object;
}

export const GUESSED: Attack = {
  attacker: "whoever copied an officer's key file guesses at its passphrase, and edits the file",
  rules: ["ENROL-1"],
  defence: UNDER_PASSPHRASE,
  play: async (stage) => {
    const { makeOfficer, openOfficer } = await stage.secretariat();
    const { officer, file } = makeOfficer("Officer 1", PASSPHRASE, CHEAP);
    const other = makeOfficer("Officer 2", PASSPHRASE, CHEAP);
    const parts = JSON.parse(file) as KeyFile;
    const fate = (text: string, passphrase: string): string => {
      const opened = openOfficer(text, passphrase);
      return opened.ok ? "opened" : opened.refusal;
    };
    const changed = (change: object): string => JSON.stringify({ ...parts, ...change });
    const unread = Array.from({ length: 3 }, () => "form");
    const ending = parts.box.endsWith("A") ? "B" : "A";
    return [
      {
        says: "no guess opens it, however near, and each reads the same",
        holds: () =>
          expect(
            [
              "",
              PASSPHRASE.toUpperCase(),
              `${PASSPHRASE} `,
              PASSPHRASE.slice(0, -1),
              "seven grey herons by the River",
              "password",
            ].map((guess) => fate(file, guess)),
          ).toEqual(Array.from({ length: 6 }, () => "passphrase")),
      },
      {
        says: "an edited file opens for nobody: another name, key, salt, cost or box",
        holds: () =>
          expect([
            fate(changed({ name: "Officer 3" }), PASSPHRASE),
            fate(changed({ public: other.officer.publicKey }), PASSPHRASE),
            fate(changed({ salt: (JSON.parse(other.file) as KeyFile).salt }), PASSPHRASE),
            fate(changed({ cost: { ...CHEAP, opslimit: 2 } }), PASSPHRASE),
            fate(changed({ box: (JSON.parse(other.file) as KeyFile).box }), PASSPHRASE),
            fate(changed({ box: parts.box.slice(4) }), PASSPHRASE),
            fate(changed({ cost: { ...CHEAP, memlimit: 1e12 } }), PASSPHRASE),
            fate(`${file.slice(0, -4)}${ending}"}`, PASSPHRASE),
          ]).toEqual([...Array.from({ length: 5 }, () => "passphrase"), ...unread]),
      },
      {
        says: "the file holds nothing of the secret key in the clear",
        holds: () => {
          const secret = Buffer.from(officer.keys.secretKey.slice(0, 32));
          expect(file).not.toContain(secret.toString("base64url"));
          expect(file).not.toContain(secret.toString("hex"));
          expect(Buffer.from(parts.box, "base64url").includes(secret)).toBe(false);
        },
      },
      {
        says: "by default each guess takes three passes over 256 MiB",
        holds: () => {
          const made = makeOfficer("Officer 1", PASSPHRASE);
          expect((JSON.parse(made.file) as KeyFile).cost).toEqual({
            algorithm: "argon2id13",
            opslimit: 3,
            memlimit: 268_435_456,
          });
        },
      },
      {
        says: "its officer opens it",
        holds: () =>
          expect(openOfficer(file, PASSPHRASE)).toMatchObject({
            ok: true,
            value: { publicKey: officer.publicKey },
          }),
      },
    ];
  },
};
