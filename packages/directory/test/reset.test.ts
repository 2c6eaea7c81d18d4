import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendEntry,
  entryText,
  lineOf,
  readLog,
  signEntryText,
  takeUpLog,
  unsignedEntries,
  type Log,
  type LogRefusalReason,
  type Operation,
  type Seen,
} from "../src/index.ts";
import { card, HOUR, list, reset } from "./operations.ts";
import {
  actKeyId,
  actKeys,
  admit,
  ALFA,
  AT,
  BRAVO,
  device,
  disable,
  grown,
  logOf,
  officersIn,
  rec,
  record,
  signers,
  state,
  user,
} from "./sample.ts";

const DAY = 24 * HOUR;
const alfa = state("XA");
const successor = (): Operation => admit(record("XA", 11));

let log: Log;
/** Alfa reset at `AT`, as entry 3. */
let open: Log;
/** The same, and a day later a new first record of Alfa as entry 4. */
let over: Log;

beforeAll(async () => {
  await ready();
  log = logOf([admit(ALFA()), admit(BRAVO())]);
  open = grown(log, reset("XA"));
  over = resting(open, successor(), AT + DAY);
});

/** The log with one more entry that officers alone signed, and that rests on the reset of entry `on`. */
function resting(before: Log, operation: Operation, at: number, on = 3): Log {
  const next = appendEntry(before, { at, operation, reset: on }, signers(before.root));
  if (!next.ok) throw new Error(next.refusal.reason);
  return next.value;
}

type Fate = LogRefusalReason | "accepted";

/** What comes of an entry that officers alone signed, and that rests on nothing. */
function fate(before: Log, operation: Operation, at: number): Fate {
  const next = appendEntry(before, { at, operation }, signers(before.root));
  return next.ok ? "accepted" : next.refusal.reason;
}

/** The same of one that rests on the reset of entry `on`. */
function restingFate(before: Log, operation: Operation, at: number, on = 3): Fate {
  const next = appendEntry(before, { at, operation, reset: on }, signers(before.root));
  return next.ok ? "accepted" : next.refusal.reason;
}

describe("a reset of a State", () => {
  it("[DIR-1] is shown with the end of its wait, and changes nothing by itself", () => {
    expect(open.resets()).toEqual([{ state: alfa, n: 3, at: AT, until: AT + DAY, end: null }]);
    expect(open.records()).toEqual(log.records());
    expect(open.cosignersNeeded(alfa)).toEqual(log.cosignersNeeded(alfa));
  });

  it("[DIR-1] waits as long as the State chose, the longest of its records, 24 hours if none says", () => {
    const waits = (...hours: readonly (number | undefined)[]): number | undefined => {
      const records = hours.map((wait, i) =>
        record("XA", 1 + i, wait === undefined ? {} : { wait }),
      );
      const [last] = grown(logOf(records.map(admit)), reset("XA")).resets();
      return last === undefined ? undefined : (last.until - last.at) / HOUR;
    };
    expect(waits(undefined)).toBe(24);
    expect(waits(0)).toBe(0);
    expect(waits(72)).toBe(72);
    expect(waits(undefined, 3)).toBe(3);
    expect(waits(3, 12, undefined)).toBe(12);
  });

  it("[DIR-1] an admission by officers alone rests on it once its wait has passed, and not a second sooner", () => {
    expect(restingFate(open, successor(), AT + DAY - 1000)).toBe("reset-waits");
    expect(restingFate(open, successor(), AT + DAY)).toBe("accepted");
    expect(over.entryAt(4)?.restsOn).toBe(3);
    expect(over.resets()[0]?.end).toEqual({ n: 4, by: "admission" });
    // One that does not name it needs the State's signature, also after the wait.
    expect(fate(open, successor(), AT + DAY)).toBe("state-signature");
    // Nothing else rests on it, and no other State.
    const service = record("OSCE", 21, { id: rec("service"), kind: "service" });
    expect(restingFate(open, list("xa-tech-1", 12), AT + DAY)).toBe("schema");
    expect(restingFate(open, card("xa-tech-1", ""), AT + DAY)).toBe("schema");
    expect(restingFate(open, admit(record("XB", 12)), AT + DAY)).toBe("reset-not-open");
    expect(restingFate(open, admit(service), AT + DAY)).toBe("reset-not-open");
  });

  it("[DIR-1] only an open reset carries an admission: not another entry, one to come, or one that has ended", () => {
    for (const on of [-1, 0, 1, 4, Number.MAX_SAFE_INTEGER])
      expect(restingFate(open, successor(), AT + DAY, on)).not.toBe("accepted");
    expect(restingFate(log, successor(), AT + DAY)).toBe("reset-not-open");
    expect(restingFate(over, admit(record("XA", 12)), AT + 9 * DAY)).toBe("reset-not-open");
    const answered = grown(open, list("xa-tech-1", 12));
    expect(restingFate(answered, successor(), AT + 9 * DAY)).toBe("reset-not-open");
  });

  it("[DIR-1] what the State signed does not rest on it once that signature is taken away in passing it on", () => {
    const operation = successor();
    const signed = appendEntry(open, { at: AT + DAY, operation }, signers(open.root), [actKeys(1)]);
    if (!signed.ok) throw new Error(signed.refusal.reason);
    expect(signed.value.resets()[0]?.end).toEqual({ n: 4, by: "state" });
    const text = entryText(open, { at: AT + DAY, operation });
    const sigs = officersIn(open.root).map((key) => signEntryText(text, key));
    const read = readLog(open.root, `${open.text}${lineOf(text, sigs)}\n`);
    expect(read.ok ? "accepted" : read.refusal.reason).toBe("state-signature");
  });

  it("[DIR-1] beside one that rests on it no signature of the State has a place, so that it says one thing only", () => {
    const both = appendEntry(
      open,
      { at: AT + DAY, operation: successor(), reset: 3 },
      signers(open.root),
      [actKeys(1)],
    );
    expect(both.ok ? "accepted" : both.refusal.reason).toBe("foreign-signer");
  });

  it("[DIR-1] after it the State is as before its first admission: the new record speaks, the old ones never again", () => {
    expect(over.cosignersNeeded(alfa)).toEqual({
      count: 1,
      records: [{ rec: rec("xa-tech-11"), keys: [actKeyId(11)] }],
    });
    expect(over.recordOf(rec("xa-tech-1"))?.devices).toEqual([]);
    expect(over.listedDevices(user("xa1"))).toEqual([]);
    expect(over.disabledAt(actKeyId(1))).toBe(4);
    expect(over.recordOf(rec("xa-tech-1"), 3)?.devices).toEqual([device(1)]);
    expect(over.state(rec("xa-tech-1"))).toBe("XA");
    // One admission rests on one reset.
    expect(fate(over, admit(record("XA", 12)), AT + 9 * DAY)).toBe("state-signature");
    expect(grown(over, admit(record("XA", 12))).head.n).toBe(5);
    for (const operation of [list("xa-tech-1", 12), card("xa-tech-1", "")])
      expect(fate(over, operation, AT + DAY)).toBe("unknown-record");
    expect(fate(over, disable("xa-tech-1", 1), AT + DAY)).toBe("unknown-key");
  });

  it("[TRUST-3] [DIR-1] no record, account or key that it ended comes back", () => {
    const again = (change: Parameters<typeof record>[2]): Operation =>
      admit(record("XA", 12, change));
    const early = (change: Parameters<typeof record>[2]): Fate =>
      restingFate(open, again(change), AT + DAY);
    expect(early({ id: rec("xa-tech-1") })).toBe("duplicate-record");
    expect(early({ user: user("xa1") })).toBe("account-bound-twice");
    expect(early({ devices: [device(1)] })).toBe("duplicate-key");
    const next = grown(over, reset("XA"), AT + DAY);
    const late = (change: Parameters<typeof record>[2]): Fate =>
      restingFate(next, again(change), AT + 2 * DAY, 5);
    expect(late({ devices: [device(1)] })).toBe("key-returned");
    expect(late({ id: rec("xa-tech-1") })).toBe("duplicate-record");
    expect(late({ user: user("xa1") })).toBe("account-bound-twice");
  });

  it("[DIR-1] ends when the State signs for itself: then it was not lost", () => {
    for (const operation of [
      list("xa-tech-1", 12),
      card("xa-tech-1", ""),
      admit(record("XA", 12)),
    ]) {
      const answered = grown(open, operation);
      expect(answered.resets()[0]?.end).toEqual({ n: 4, by: "state" });
      expect(fate(answered, successor(), AT + 9 * DAY)).toBe("state-signature");
      expect(fate(answered, reset("XA"), AT)).toBe("accepted");
    }
    // What officers may do alone does not end it, whoever signs beside it.
    const taken = grown(open, disable("xa-tech-1", 1));
    expect(taken.resets()[0]?.end).toBeNull();
    expect(restingFate(taken, successor(), AT + DAY)).toBe("accepted");
    const other = grown(open, list("xb-tech-2", 12));
    expect(other.resets()[0]?.end).toBeNull();
  });

  it("[DIR-1] is one at a time, and of a State that has records", () => {
    expect(fate(open, reset("XA"), AT)).toBe("reset-open");
    expect(fate(open, reset("XB"), AT)).toBe("accepted");
    expect(fate(open, reset("XC"), AT)).toBe("unknown-state");
  });

  it("[DIR-1] the wait of a second one is that of the records since the first", () => {
    const patient = logOf([admit(record("XA", 1, { wait: 72 }))]);
    const first = grown(patient, reset("XA"));
    const changed = resting(first, admit(record("XA", 11, { wait: 1 })), AT + 72 * HOUR, 2);
    const [, second] = grown(changed, reset("XA"), AT).resets();
    expect(second?.until).toBe(AT + HOUR);
  });
});

describe("taking up a log with a reset", () => {
  const seen = (now: number, headAt: number | null = null): Seen => ({ now, headAt: () => headAt });

  function taken(
    held: Log | null,
    offered: Log,
    at: Seen,
  ): readonly [n: number, waiting: number | null] {
    const answer = takeUpLog(log.root, held, offered.text, at);
    if (!answer.ok) throw new Error(answer.refusal.reason);
    return [answer.value.log.head.n, answer.value.waiting?.until ?? null];
  }

  it("[DIR-1] what rests on it is left out until its wait has passed on this device's clock", () => {
    expect(taken(log, over, seen(AT + DAY - 1))).toEqual([3, AT + DAY]);
    expect(taken(log, over, seen(AT + DAY))).toEqual([4, null]);
    expect(taken(null, over, seen(AT))).toEqual([3, AT + DAY]);
    expect(taken(open, over, seen(AT + DAY - 1))).toEqual([3, AT + DAY]);
    const answer = takeUpLog(log.root, log, over.text, seen(AT));
    expect(answer.ok && answer.value.waiting).toEqual({ state: alfa, n: 3, until: AT + DAY });
    expect(answer.ok && answer.value.log.text).toBe(open.text);
  });

  it("[DIR-1] a reset with an old date is not quicker: the wait begins with the last head seen without it", () => {
    const old = grown(log, reset("XA"), AT - 30 * DAY);
    const quick = resting(old, successor(), AT);
    expect(quick.entryAt(4)?.restsOn).toBe(3);
    const head = AT - HOUR;
    expect(taken(log, quick, seen(AT, head))).toEqual([3, head + DAY]);
    expect(taken(log, quick, seen(head + DAY - 1, head))).toEqual([3, head + DAY]);
    expect(taken(log, quick, seen(head + DAY, head))).toEqual([4, null]);
    // A head from before the reset does not make it slower.
    expect(taken(log, over, seen(AT + DAY, AT - 9 * DAY))).toEqual([4, null]);
    // Without a head there is the date alone.
    expect(taken(log, quick, seen(AT))).toEqual([4, null]);
  });

  it("[DIR-1] an entry that is dated ahead does not end the wait either", () => {
    expect(taken(log, over, seen(AT + HOUR))).toEqual([3, AT + DAY]);
  });

  it("[DIR-1] asks for the head before the reset that the entry rests on", () => {
    const asked: number[] = [];
    takeUpLog(log.root, log, over.text, {
      now: AT,
      headAt: (n) => {
        asked.push(n);
        return null;
      },
    });
    expect(new Set(asked)).toEqual(new Set([3]));
  });

  it("[DIR-1] [DIR-5] what follows waits too, what is held stays, and the rest is taken up later", () => {
    const longer = grown(over, admit(record("XC", 3)), AT + DAY);
    expect(taken(log, longer, seen(AT))).toEqual([3, AT + DAY]);
    expect(taken(over, longer, seen(AT))).toEqual([5, null]);
    expect(taken(open, longer, seen(AT + DAY))).toEqual([5, null]);
  });

  it("[DIR-1] a wait of none is none", () => {
    const before = logOf([admit(record("XA", 1, { wait: 0 }))]);
    const quick = resting(grown(before, reset("XA")), successor(), AT, 2);
    expect(taken(before, quick, seen(AT))).toEqual([3, null]);
  });
});

describe("entries about a State that it did not sign", () => {
  const numbers = (of: Log, code: string, after?: number): readonly number[] =>
    unsignedEntries(of, state(code), after).map(({ n }) => n);

  it("[DIR-2] are those that officers alone signed: taking out, reset, and the admission after it", () => {
    const longer = grown(grown(over, list("xa-tech-11", 12)), disable("xa-tech-11", 11), AT + DAY);
    expect(numbers(longer, "XA")).toEqual([3, 4, 6]);
    expect(numbers(longer, "XA", 4)).toEqual([6]);
    expect(numbers(longer, "XB")).toEqual([]);
    expect(numbers(longer, "XC")).toEqual([]);
  });

  it("[DIR-2] one that the State signed, though it need not, is none", () => {
    const operation = disable("xa-tech-1", 1);
    const signed = appendEntry(log, { at: AT, operation }, signers(log.root), [actKeys(1)]);
    expect(signed.ok && numbers(signed.value, "XA")).toEqual([]);
    expect(numbers(grown(log, operation), "XA")).toEqual([3]);
  });

  it("[DIR-2] a service under the code of the Secretariat is no State's matter", () => {
    const service = record("OSCE", 21, { id: rec("service"), kind: "service" });
    const longer = grown(grown(log, admit(service)), list("service", 22));
    expect(numbers(longer, "OSCE")).toEqual([]);
  });
});
