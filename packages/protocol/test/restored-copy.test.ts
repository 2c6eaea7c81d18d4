import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { composeAct, signedByCopy, type Act } from "../src/index.ts";
import { ACK, following, HASH, keysOf, opening, signed } from "./sample.ts";

beforeAll(ready);

describe("signedByCopy", () => {
  it("[ACT-6] sees two acts of one key with one counter and different starts", () => {
    const [keys, other] = [keysOf(1), keysOf(2)];
    const first = signed(opening(keys.id), keys.secretKey);
    const next = (change: Partial<Act>): Act => ({
      ...composeAct(ACK, following(keys.id, first.hash, { n: 1, prev: first.hash, parents: [] })),
      ...change,
    });
    const elsewhere = "DDDDDDDDDDA";
    expect(signedByCopy([first.act, next({}), next({ ep: elsewhere })], keys.id)).toBe(true);
    expect(signedByCopy([first.act, next({}), next({})], keys.id)).toBe(false);
    expect(signedByCopy([next({}), next({ n: 2, ep: elsewhere })], keys.id)).toBe(false);
    expect(signedByCopy([next({}), next({ key: other.id, ep: elsewhere })], keys.id)).toBe(false);
    expect(signedByCopy([next({}), next({ chan: HASH, ep: elsewhere })], keys.id)).toBe(false);
    expect(
      signedByCopy(
        [first.act, { ...first.act, nonce: "E".repeat(21) + "A", ep: elsewhere }],
        keys.id,
      ),
    ).toBe(false);
  });
});
