import { makeSignKeyPair } from "@parley/crypto";
import { makeNextRoot, readLog, type Log } from "@parley/directory";
import { admit, device, record } from "../../../packages/directory/test/sample.ts";
import type { Attack } from "../attack.ts";
import { OFFICERS, OWN_STATE } from "./defences.ts";
import { next } from "./next-line.ts";
import { offering } from "./offering.ts";

const stranger = admit(record("XS", 8));

function longer(log: Log, text: string): Log {
  const read = readLog(log.root, text, log);
  if (!read.ok) throw new Error(read.refusal.reason);
  return read.value;
}

export const WITHOUT_THE_STATE: Attack = offering(
  "as many officers as it takes sign for Alfa what nobody of Alfa has signed",
  { rules: ["DIR-1", "DIR-2"], defence: OWN_STATE },
  ({ bravos: { log, officers }, alfa, bravo }) => {
    const signed = (operation: Parameters<typeof next>[1]): readonly [string, string] => [
      `${log.text}${next(log, operation, ...officers)}\n`,
      "state-signature",
    ];
    const { rec } = alfa.office;
    return {
      "a second office of Alfa": signed(admit(record("XA", 8))),
      "a second office of Bravo, in Bravo's own log": signed(admit(record("XB", 8))),
      "one more device of Alfa's office": signed({
        op: "list",
        rec: { id: rec, holder: "p-2", device: device(8) },
      }),
      "one more device of Bravo's own office": signed({
        op: "list",
        rec: { id: bravo.office.rec, holder: "p-2", device: device(8) },
      }),
      "another card of Alfa's": signed({
        op: "card",
        rec: { id: rec, card: Buffer.alloc(32, 8).toString("base64url"), conf: "2026-11-20" },
      }),
    };
  },
);

export const OTHER_ROOTS: Attack = offering(
  "officers who were replaced go on signing, and roots come that not all signed who must, or that skip one",
  { rules: ["DIR-4", "DIR-5"], defence: OFFICERS },
  ({ bravos: { log, officers } }) => {
    const [one, two, three] = officers;
    if (one === undefined || two === undefined || three === undefined)
      throw new Error("no officers");
    const [four, five] = [makeSignKeyPair(), makeSignKeyPair()];
    const at = Math.floor(Date.now() / 1000) * 1000;
    const rootOf = (...keys: readonly (typeof one)[]): string =>
      makeNextRoot(log.root, { officers: keys.map(({ publicKey }) => publicKey), k: 2, at });
    const replaced = rootOf(two, four, five);
    const brought = (root: string, ...keys: readonly (typeof one)[]): string =>
      `${log.text}${next(log, { op: "root", rec: { root } }, ...keys)}\n`;
    const rotated = longer(log, brought(replaced, one, two, four));
    const after = (...keys: readonly (typeof one)[]): string =>
      `${rotated.text}${next(rotated, stranger, ...keys)}\n`;
    const skipping = makeNextRoot(rotated.rootNow(), {
      officers: [two, four, five].map(({ publicKey }) => publicKey),
      k: 2,
      at,
    });
    return {
      "an officer who was replaced": [after(one, two), "removed-officer"],
      "two officers who were replaced": [after(one, three), "removed-officer"],
      "a root that its own officers signed alone": [
        brought(replaced, four, five),
        "too-few-officers",
      ],
      "a root that none of its new officers signed": [
        brought(rootOf(three, four, five), one, two),
        "new-officers",
      ],
      "a root after one that never was": [brought(skipping, one, two, four), "root-skipped"],
    };
  },
);
