import { toUtf8 } from "@parley/base";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  openUnderPassphrase,
  PASSPHRASE_COST,
  PASSPHRASE_SALT_BYTES,
  ready,
  sealUnderPassphrase,
  type PassphraseBox,
} from "../src/index.ts";

beforeAll(ready);

const CHEAP = { algorithm: "argon2id13", opslimit: 1, memlimit: 8_192 } as const;
const SECRET = toUtf8("64 bytes of an officer's key");
const CONTEXT = toUtf8("officer key");

const box = (): PassphraseBox => sealUnderPassphrase("correct horse", SECRET, CONTEXT, CHEAP);

describe("box under a passphrase", () => {
  it("opens under its passphrase and context, and no other", () => {
    const sealed = box();
    expect(openUnderPassphrase("correct horse", sealed, CONTEXT)).toEqual(SECRET);
    for (const other of ["correct horsf", "Correct horse", "correct horse ", ""])
      expect(openUnderPassphrase(other, sealed, CONTEXT)).toBeNull();
    expect(openUnderPassphrase("correct horse", sealed, toUtf8("vault"))).toBeNull();
  });

  it("does not open after any change of salt, box or cost", () => {
    const sealed = box();
    fc.assert(
      fc.property(
        fc.constantFrom("salt", "box"),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (part, at, by) => {
          const bent = Uint8Array.from(sealed[part]);
          bent[at % bent.length] = (bent[at % bent.length] ?? 0) ^ by;
          expect(
            openUnderPassphrase("correct horse", { ...sealed, [part]: bent }, CONTEXT),
          ).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
    const cost = { ...CHEAP, opslimit: 2 };
    expect(openUnderPassphrase("correct horse", { ...sealed, cost }, CONTEXT)).toBeNull();
  });

  it("has a salt of its own", () => {
    const [one, two] = [box(), box()];
    expect(one.salt).toHaveLength(PASSPHRASE_SALT_BYTES);
    expect(one.salt).not.toEqual(two.salt);
  });

  it("costs each guess what a vault's passphrase does, by default", () => {
    const sealed = sealUnderPassphrase("correct horse", SECRET, CONTEXT);
    expect(sealed.cost).toEqual(PASSPHRASE_COST);
    expect(openUnderPassphrase("correct horse", sealed, CONTEXT)).toEqual(SECRET);
  }, 60_000);
});
