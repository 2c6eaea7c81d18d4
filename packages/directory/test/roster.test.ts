import { ready } from "@parley/crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { checkRoster, checkRosterChange, type Circle, type Log } from "../src/index.ts";
import { admit, ALFA, BRAVO, CHARLIE, disable, logOf, rec, record, state } from "./sample.ts";

const [A, B, C] = [rec("xa-tech-1"), rec("xb-tech-2"), rec("xc-tech-3")];
const POLICY = rec("xa-policy-4");
const SECOND = rec("xa-tech-6");
const GONE = rec("xb-tech-5");
const NOBODY = rec("nobody");
let log: Log;

beforeAll(async () => {
  await ready();
  log = logOf([
    admit(ALFA()),
    admit(BRAVO()),
    admit(CHARLIE()),
    admit(record("XA", 4, { id: POLICY, level: ["policy", "senior"] })),
    admit(record("XB", 5)),
    disable("xb-tech-5", 5),
    admit(record("XA", 6)),
  ]);
});

describe("the roster of an opening act", () => {
  const circle = (change: Partial<Circle> = {}): Circle => ({
    parties: [state("XA"), state("XB")],
    level: "technical",
    roster: [A, B],
    ...change,
  });

  it("[ROSTER-1] holds listed records of all parties and the facilitator, at the level", () => {
    for (const change of [
      {},
      { roster: [B, SECOND, A] },
      { facilitator: state("XC"), roster: [A, B, C] },
    ])
      expect(checkRoster(log, circle(change), 7)).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, Partial<Circle>, object]>([
    [
      "a record that is not listed",
      { roster: [A, B, NOBODY] },
      { reason: "record-not-listed", rec: NOBODY },
    ],
    [
      "a record without a device",
      { roster: [A, B, GONE] },
      { reason: "record-not-listed", rec: GONE },
    ],
    [
      "a record of a State that is no party",
      { roster: [A, B, C] },
      { reason: "state-not-party", rec: C },
    ],
    [
      "a record of another level",
      { roster: [A, B, POLICY] },
      { reason: "other-level", rec: POLICY },
    ],
    ["a record twice", { roster: [A, B, A] }, { reason: "twice", rec: A }],
    ["no record of a party", { roster: [A] }, { reason: "state-without-record", state: "XB" }],
    [
      "no record of the facilitator",
      { facilitator: state("XC") },
      { reason: "state-without-record", state: "XC" },
    ],
    ["nobody", { roster: [] }, { reason: "state-without-record", state: "XA" }],
  ])("[ROSTER-1] does not hold %s", (_name, change, refusal) => {
    expect(checkRoster(log, circle(change), 7)).toEqual({ ok: false, refusal });
  });

  it("[ROSTER-1] is looked at as of the head that the act names", () => {
    expect(checkRoster(log, circle(), 1)).toMatchObject({
      refusal: { reason: "record-not-listed" },
    });
    expect(checkRoster(log, circle(), 2).ok).toBe(true);
    expect(checkRoster(log, circle({ roster: [A, GONE] }), 5).ok).toBe(true);
    expect(checkRoster(log, circle({ roster: [A, GONE] }), 6).ok).toBe(false);
  });
});

describe("a change of the roster", () => {
  it.each([
    ["adds a record of its own State", { by: A, op: "add", rec: SECOND }, "accepted"],
    ["removes a record of its own State", { by: A, op: "remove", rec: SECOND }, "accepted"],
    ["removes itself", { by: A, op: "remove", rec: A }, "accepted"],
    ["removes one that has lost its devices", { by: B, op: "remove", rec: GONE }, "accepted"],
    ["removes one of another level", { by: A, op: "remove", rec: POLICY }, "accepted"],
    ["adds one of another State", { by: A, op: "add", rec: B }, "other-state"],
    ["removes one of another State", { by: A, op: "remove", rec: B }, "other-state"],
    ["adds one of another level", { by: A, op: "add", rec: POLICY }, "other-level"],
    ["adds one without a device", { by: B, op: "add", rec: GONE }, "record-not-listed"],
    ["adds one that is not listed", { by: A, op: "add", rec: NOBODY }, "record-not-listed"],
    ["by one that is not listed", { by: NOBODY, op: "add", rec: A }, "record-not-listed"],
  ] as const)("[ROSTER-1] %s", (_name, change, outcome) => {
    const result = checkRosterChange(log, { ...change, level: "technical" }, 7);
    expect(result.ok ? "accepted" : result.refusal).toBe(outcome);
  });

  it("[ROSTER-1] is looked at as of the head that the act names", () => {
    const change = { by: A, op: "add", rec: SECOND, level: "technical" } as const;
    expect(checkRosterChange(log, change, 6)).toEqual({ ok: false, refusal: "record-not-listed" });
  });
});
