import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  entryText,
  lineOf,
  missingSignatures,
  readLog,
  signEntryText,
  type EntryUnderWay,
  type Log,
  type Operation,
  type SigningKeys,
} from "../src/index.ts";
import { HOUR, list, nextRoot, reset } from "./operations.ts";
import {
  actKeyId,
  actKeys,
  admit,
  ALFA,
  AT,
  disable,
  grown,
  logOf,
  officers,
  officersIn,
  rec,
  record,
  rootText,
} from "./sample.ts";

let log: Log;
let one: SigningKeys;
let two: SigningKeys;
let three: SigningKeys;

beforeAll(async () => {
  await ready();
  log = logOf([admit(ALFA()), admit(record("XA", 11))], rootText({ count: 3, k: 2 }));
  [one, two, three] = officersIn(log.root) as [SigningKeys, SigningKeys, SigningKeys];
});

function under(
  operation: Operation,
  keys: readonly SigningKeys[],
  of: Log = log,
  rests: { readonly reset?: number } = {},
): EntryUnderWay {
  const text = entryText(of, { at: AT, operation, why: "new laptop", ...rests });
  const sigs = keys.map((key) => signEntryText(text, key));
  const looked = missingSignatures(of, text, sigs);
  if (!looked.ok) throw new Error(looked.refusal);
  // With nothing missing the line is the next one of the log, and with anything missing it is not.
  const { officers: some, incoming, cosigners } = looked.value.missing;
  const whole = some + incoming + cosigners === 0;
  const next = readLog(of.root, `${of.text}${lineOf(text, sigs)}\n`, of);
  expect(next.ok).toBe(whole);
  if (next.ok) expect(next.value.head.h).toBe(looked.value.h);
  return looked.value;
}

describe("an entry under way", () => {
  it("[DIR-1] says what it does, who signed it and who has yet to", () => {
    const operation = list("xa-tech-1", 5);
    expect(under(operation, [])).toMatchObject({
      n: 3,
      operation,
      why: "new laptop",
      officers: [],
      cosigners: [],
      missing: { officers: 2, incoming: 0, cosigners: 2 },
      mayCosign: [
        { rec: rec("xa-tech-1"), keys: [actKeyId(1)] },
        { rec: rec("xa-tech-11"), keys: [actKeyId(11)] },
      ],
    });
    expect(under(operation, [two]).missing).toEqual({ officers: 1, incoming: 0, cosigners: 2 });
    const half = under(operation, [two, actKeys(11)]);
    expect(half.missing).toEqual({ officers: 1, incoming: 0, cosigners: 1 });
    expect(half.cosigners).toEqual([{ rec: "xa-tech-11", key: actKeyId(11) }]);
    for (const keys of [
      [one, two, actKeys(1), actKeys(11)],
      [actKeys(11), three, actKeys(1), one, two],
    ])
      expect(under(operation, keys).missing).toEqual({ officers: 0, incoming: 0, cosigners: 0 });
  });

  it("[DIR-1] what a State need not sign misses officers only", () => {
    const missing = { officers: 1, incoming: 0, cosigners: 0 };
    expect(under(disable("xa-tech-1", 1), [one]).missing).toEqual(missing);
    expect(under(reset("XA"), [one]).missing).toEqual(missing);
    expect(under(admit(record("XB", 5)), [one]).missing).toEqual(missing);
  });

  it("[DIR-4] a new root misses officers of both", () => {
    const others = officers(8).filter(({ publicKey }) =>
      officersIn(log.root).every((o) => o.publicKey.toString() !== publicKey.toString()),
    );
    const [fourth] = others;
    if (fourth === undefined) throw new Error("no officer");
    const operation = nextRoot(log.root, [officersIn(log.root)[0]!, fourth], 2);
    expect(under(operation, []).missing).toEqual({ officers: 2, incoming: 2, cosigners: 0 });
    expect(under(operation, [one]).missing).toEqual({ officers: 1, incoming: 1, cosigners: 0 });
    expect(under(operation, [one, two, fourth]).missing).toEqual({
      officers: 0,
      incoming: 0,
      cosigners: 0,
    });
  });

  it("[DIR-1] one that rests on a reset misses officers only, once the wait has passed by its own time", () => {
    const open = grown(log, reset("XA"), AT - 24 * HOUR);
    const anew = admit(record("XA", 12));
    expect(under(anew, [one], open, { reset: 3 })).toMatchObject({
      reset: 3,
      missing: { officers: 1, incoming: 0, cosigners: 0 },
      mayCosign: [],
    });
    expect(under(anew, [one, two], open).missing.cosigners).toBe(2);
    const early = grown(log, reset("XA"), AT - 23 * HOUR);
    const text = entryText(early, { at: AT, operation: anew, reset: 3 });
    const looked = missingSignatures(early, text, []);
    expect(looked.ok ? "accepted" : looked.refusal).toBe("reset-waits");
  });

  it("[CHAIN] is refused as a reader would refuse it: stale, without meaning, signed by whoever may not", () => {
    const reason = (text: string, keys: readonly SigningKeys[], of: Log = log): unknown => {
      const looked = missingSignatures(
        of,
        text,
        keys.map((key) => signEntryText(text, key)),
      );
      return looked.ok ? "looks well" : looked.refusal;
    };
    const text = entryText(log, { at: AT, operation: list("xa-tech-1", 5) });
    expect(reason(text, [one])).toBe("looks well");
    expect(reason(text, [one], grown(log, reset("XA")))).toBe("chain-broken");
    expect(reason(text, [one, one])).toBe("signature");
    expect(reason(text, [one, actKeys(99)])).toBe("foreign-signer");
    expect(reason(`${text} `, [one])).toBe("not-json");
    const other = entryText(log, { at: AT + 1000, operation: list("xa-tech-1", 5) });
    expect(missingSignatures(log, text, [signEntryText(other, one)])).toEqual({
      ok: false,
      refusal: "signature",
    });
    const twice = entryText(log, {
      at: AT,
      operation: admit(record("XB", 6, { id: rec("xa-tech-1") })),
    });
    expect(reason(twice, [])).toBe("duplicate-record");
  });
});
