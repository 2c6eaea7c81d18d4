import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendEntry,
  type Log,
  type LogRefusalReason,
  type Operation,
  type SigningKeys,
} from "../src/index.ts";
import { card, headkey, headKey, list, nextRoot, reset } from "./operations.ts";
import {
  actKeyId,
  actKeys,
  admit,
  ALFA,
  AT,
  BRAVO,
  disable,
  grown,
  logOf,
  officersIn,
  rec,
  record,
  signers,
  state,
} from "./sample.ts";

let one: Log;
let two: Log;

beforeAll(async () => {
  await ready();
  one = logOf([admit(ALFA()), admit(BRAVO())]);
  two = grown(one, admit(record("XA", 11)));
});

/** What becomes of the operation with the officers' signatures and those of these devices. */
function fate(log: Log, operation: Operation, ...seeds: readonly number[]): string {
  return fateBy(log, operation, seeds.map(actKeys));
}

function fateBy(
  log: Log,
  operation: Operation,
  cosigners: readonly SigningKeys[],
): LogRefusalReason | "accepted" {
  const next = appendEntry(log, { at: AT, operation }, signers(log.rootNow()), cosigners);
  return next.ok ? "accepted" : next.refusal.reason;
}

/** Everything that a State has to sign for itself. */
const onAlfa = (): readonly Operation[] => [
  admit(record("XA", 12)),
  list("xa-tech-1", 13),
  card("xa-tech-1", ""),
];

describe("a State's own signature", () => {
  it("[DIR-1] officers alone admit the first record of a State, and no second one", () => {
    expect(fate(one, admit(record("XC", 3)))).toBe("accepted");
    for (const operation of onAlfa()) expect(fate(one, operation)).toBe("state-signature");
    for (const operation of onAlfa()) expect(fate(one, operation, 1)).toBe("accepted");
  });

  it("[DIR-1] all officers together do not stand in for it", () => {
    const log = logOf([admit(ALFA())], undefined);
    const all = officersIn(log.root);
    const next = appendEntry(log, { at: AT, operation: list("xa-tech-1", 13) }, all);
    expect(next).toEqual({ ok: false, refusal: { reason: "state-signature", line: 2 } });
  });

  it("[DIR-1] where two records speak for a State, both sign", () => {
    for (const operation of onAlfa()) {
      expect(fate(two, operation)).toBe("state-signature");
      expect(fate(two, operation, 1)).toBe("state-signature");
      expect(fate(two, operation, 11)).toBe("state-signature");
      expect(fate(two, operation, 1, 11)).toBe("accepted");
    }
    const three = grown(two, admit(record("XA", 12)));
    for (const pair of [
      [1, 11],
      [1, 12],
      [11, 12],
      [1, 11, 12],
    ])
      expect(fate(three, card("xa-tech-1", ""), ...pair)).toBe("accepted");
    expect(fate(three, card("xa-tech-1", ""), 12)).toBe("state-signature");
  });

  it("[DIR-1] two devices of one record are one signature", () => {
    const log = grown(two, list("xa-tech-1", 13));
    expect(fate(log, card("xa-tech-1", ""), 1, 13)).toBe("state-signature");
    expect(fate(log, card("xa-tech-1", ""), 13, 11)).toBe("accepted");
  });

  it("[DIR-1] another State's key, one without the power, and one that was taken out may not stand there", () => {
    const quiet = grown(one, admit(record("XA", 11, { powers: ["open", "answer"] })));
    for (const operation of onAlfa()) {
      expect(fate(one, operation, 2)).toBe("foreign-signer");
      expect(fate(one, operation, 1, 2)).toBe("foreign-signer");
      expect(fate(quiet, operation, 11)).toBe("foreign-signer");
      expect(fate(quiet, operation, 1, 11)).toBe("foreign-signer");
      expect(fate(quiet, operation, 1)).toBe("accepted");
    }
    const without = grown(grown(one, list("xa-tech-1", 13)), disable("xa-tech-1", 1));
    expect(fate(without, card("xa-tech-1", ""), 1)).toBe("foreign-signer");
    expect(fate(without, card("xa-tech-1", ""), 13)).toBe("accepted");
  });

  it("[DIR-1] a device does not sign for the entry that lists it", () => {
    expect(fate(one, list("xa-tech-1", 13), 13)).toBe("foreign-signer");
    expect(fate(one, admit(record("XA", 12)), 12)).toBe("foreign-signer");
  });

  it("[DIR-1] a State that nobody speaks for adds nothing without a reset", () => {
    const mute = logOf([admit({ ...ALFA(), powers: ["open", "answer"] })]);
    expect(fate(mute, admit(record("XA", 11)))).toBe("state-signature");
    const lost = grown(one, disable("xa-tech-1", 1));
    expect(fate(lost, list("xa-tech-1", 13))).toBe("state-signature");
    expect(lost.cosignersNeeded(state("XA"))).toEqual({ count: 1, records: [] });
  });

  it("[DIR-1] officers alone take a key out, reset a State, set the key of heads and change officers", () => {
    const { root } = one;
    for (const operation of [
      disable("xa-tech-1", 1),
      reset("XA"),
      headkey(headKey(1)),
      nextRoot(root, officersIn(root), 1),
    ])
      expect(fate(one, operation)).toBe("accepted");
    // A State's key may stand beside what is about it, and beside nothing else.
    expect(fate(one, disable("xa-tech-1", 1), 1)).toBe("accepted");
    expect(fate(one, reset("XA"), 1)).toBe("accepted");
    expect(fate(one, disable("xa-tech-1", 1), 2)).toBe("foreign-signer");
    expect(fate(one, headkey(headKey(1)), 1)).toBe("foreign-signer");
    expect(fate(one, nextRoot(root, officersIn(root), 1), 1)).toBe("foreign-signer");
  });

  it("[DIR-1] a service of the Secretariat is the officers' own, and speaks for no State", () => {
    const service = record("OSCE", 21, { id: rec("service"), kind: "service" });
    const log = grown(one, admit(service));
    expect(fate(log, list("service", 22))).toBe("accepted");
    expect(fate(log, card("service", ""))).toBe("accepted");
    expect(log.cosignersNeeded(state("OSCE"))).toEqual({ count: 0, records: [] });
    expect(log.statesListed()).toEqual(["XA", "XB"]);
    expect(fate(log, list("xa-tech-1", 13), 21)).toBe("foreign-signer");
    expect(fate(log, reset("OSCE"))).toBe("unknown-state");
    for (const code of ["XA", "XC", "AT"])
      expect(fate(log, admit(record(code, 23, { kind: "service" })))).toBe("service-of-state");
  });

  it("[DIR-1] [AS-OF] says whose signatures are needed, at every number", () => {
    const log = grown(grown(two, list("xa-tech-1", 13)), disable("xa-tech-1", 1));
    const alfa = state("XA");
    const [first, second] = [rec("xa-tech-1"), rec("xa-tech-11")];
    expect(log.cosignersNeeded(alfa, 0)).toEqual({ count: 0, records: [] });
    expect(log.cosignersNeeded(alfa, 1)).toEqual({
      count: 1,
      records: [{ rec: first, keys: [actKeyId(1)] }],
    });
    expect(log.cosignersNeeded(alfa, 3)).toEqual({
      count: 2,
      records: [
        { rec: first, keys: [actKeyId(1)] },
        { rec: second, keys: [actKeyId(11)] },
      ],
    });
    expect(log.cosignersNeeded(alfa, 4).records[0]?.keys).toEqual([actKeyId(1), actKeyId(13)]);
    expect(log.cosignersNeeded(alfa).records[0]?.keys).toEqual([actKeyId(13)]);
    const gone = grown(log, disable("xa-tech-1", 13));
    expect(gone.cosignersNeeded(alfa)).toEqual({
      count: 1,
      records: [{ rec: second, keys: [actKeyId(11)] }],
    });
  });
});
