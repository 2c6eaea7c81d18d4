import { encodeProfile, toBase64Url, type Mode } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkDevice,
  checkRoster,
  checkT02,
  checkT04,
  composeAct,
  encodeAct,
  keyId,
  parseAct,
  REPLY_KINDS,
  T02_STAGES,
  type DeviceFields,
  type FieldProblem,
  type ReplyKind,
} from "../src/index.ts";
import { EARLY_WARNING, following, HASH, keysOf } from "./sample.ts";

await ready();

type Checked =
  | ReturnType<typeof checkT02>
  | ReturnType<typeof checkT04>
  | ReturnType<typeof checkRoster>
  | ReturnType<typeof checkDevice>;
function problems(checked: Checked): readonly string[] {
  return checked.ok ? [] : checked.refusal.map((one: FieldProblem) => `${one.field} ${one.reason}`);
}
const t02 = (change: object, mode?: Mode): readonly string[] =>
  problems(checkT02({ ...EARLY_WARNING, ...change }, mode));
const FINAL = {
  stage: "final",
  affected_sectors: ["energy"],
  severity: { scale: "product", code: 3 },
  root_cause: "human-errors",
};

describe("T02", () => {
  it("[T02-1] names every required field that is missing, and nothing else", () => {
    expect(problems(checkT02({}))).toEqual(
      [
        "stage",
        "incident_ref",
        "rsit",
        "incident_status",
        "suspected_malicious",
        "cross_border",
        "impact_scope",
        "territorial_link",
        "request_to_recipient",
        "public_status",
      ].map((name) => `${name} required`),
    );
    expect(t02({})).toEqual([]);
  });

  it("[T02-2] asks for sectors and severity from stage update, and for the root cause in the final report", () => {
    const missing = Object.fromEntries(T02_STAGES.map((stage) => [stage, t02({ stage })]));
    expect(missing).toEqual({
      "early-warning": [],
      update: ["affected_sectors required", "severity required"],
      final: ["affected_sectors required", "severity required", "root_cause required"],
    });
    expect(t02(FINAL)).toEqual([]);
    expect(t02({ ...FINAL, severity: { scale: "product" } })).toEqual(["severity required"]);
    expect(t02({ severity: { scale: "product", code: "" } })).toEqual([]);
  });

  it.each<readonly [object, string]>([
    [{ stage: "intermediate" }, "stage not-a-code"],
    [{ incident_ref: "x".repeat(65) }, "incident_ref too-long"],
    [{ incident_ref: "   " }, "incident_ref required"],
    [{ incident_ref: 7 }, "incident_ref character"],
    [{ rsit: { class: "availability", type: "spam" } }, "rsit not-a-code"],
    [{ rsit: { class: "availability" } }, "rsit required"],
    [{ rsit: "ddos" }, "rsit not-a-code"],
    [{ rsit: { class: "test", type: "test" } }, "rsit not-a-code"],
    [{ detected_at: "yesterday" }, "detected_at not-a-time"],
    [{ started_at: "2026-11-24T08:00:00Z", ended_at: "2026-11-24T07:59:59Z" }, "ended_at order"],
    [{ states_affected: ["Alfa"] }, "states_affected not-a-code"],
    [{ affected_sectors: ["telegraphy"] }, "affected_sectors not-a-code"],
    [{ affected_sectors: "energy" }, "affected_sectors not-a-code"],
    [{ severity: { scale: "product", code: 6 } }, "severity not-a-code"],
    [{ severity: { scale: "us_nciss", code: 3 } }, "severity not-a-code"],
    [{ severity_national: "x".repeat(61) }, "severity_national too-long"],
    [{ summary: "x".repeat(2_001) }, "summary too-long"],
    [{ summary: "a\u202eb" }, "summary character"],
    [{ mitigation_taken: "x".repeat(2_001) }, "mitigation_taken too-long"],
    [{ impact_outlook: "toString" }, "impact_outlook not-a-code"],
  ])("[T02-1] %j: %s", (change, problem) => {
    expect(t02(change)).toEqual([problem]);
  });

  it("[T02-3] takes the RSIT class test in exercises and checks only", () => {
    const rsit = { class: "test", type: "test" };
    expect((["real", "exercise", "check"] as const).map((mode) => t02({ rsit }, mode))).toEqual([
      ["rsit not-a-code"],
      [],
      [],
    ]);
  });

  it("[T02-1] leaves out what is empty, and sorts and tidies the rest", () => {
    const checked = checkT02({
      ...EARLY_WARNING,
      summary: " a\r\nb\t",
      mitigation_taken: "",
      detected_at: "",
      affected_sectors: ["health", "energy", "health"],
      states_affected: [],
      typed_by: "me",
    });
    expect(checked).toEqual({
      ok: true,
      value: { ...EARLY_WARNING, summary: "a\nb", affected_sectors: ["energy", "health"] },
    });
  });

  it("[T02-4] has no field that attributes", () => {
    const names = Object.keys({ ...EARLY_WARNING, ...FINAL });
    expect(names.filter((name) => /attribut|actor|perpetrator|responsible/.test(name))).toEqual([]);
    const checked = checkT02({ ...EARLY_WARNING, attribution: "XB", actor: "XB" });
    expect(checked).toEqual({ ok: true, value: EARLY_WARNING });
  });
});

describe("T04", () => {
  const NEEDS: Partial<Record<ReplyKind, string>> = {
    holding: "ask.revert required",
    "counter-proposal": "text required",
    "accept-conditions": "conditions required",
    "not-our-competence": "redirect_to required",
    "other-channel": "redirect_to required",
  };

  it.each(REPLY_KINDS)("[T04-1] %s needs what its kind says and no more", (reply_kind) => {
    const need = NEEDS[reply_kind];
    expect(problems(checkT04({ reply_kind }))).toEqual(need === undefined ? [] : [need]);
    const full = {
      reply_kind,
      text: "In words.",
      conditions: "If logs are kept.",
      redirect_to: "CERT",
    };
    expect(problems(checkT04(full, { revert: "2026-11-25T08:00:00Z" }))).toEqual([]);
  });

  it("[T04-2] an acknowledgement says nothing but that", () => {
    for (const reply_kind of ["ack", "passed-on"])
      expect(checkT04({ reply_kind, text: "We agree.", conditions: "x" })).toEqual({
        ok: true,
        value: { reply_kind },
      });
  });

  it("[T04-3] declining needs no reason", () => {
    expect(checkT04({ reply_kind: "decline" })).toEqual({
      ok: true,
      value: { reply_kind: "decline" },
    });
  });

  it("[T04-1] takes text and answers up to their limits", () => {
    const answer = (n: number): object => ({ n, kind: "answered", text: "Yes." });
    const check = (change: object): readonly string[] =>
      problems(checkT04({ reply_kind: "information", ...change }));
    expect(check({ text: "x".repeat(4_000), answers: [answer(1), answer(3)] })).toEqual([]);
    expect(check({ text: "x".repeat(4_001) })).toEqual(["text too-long"]);
    expect(check({ text: "\u4e2d".repeat(2_731) })).toEqual(["text too-long"]);
    expect(check({ answers: [answer(2), answer(1)] })).toEqual(["answers order"]);
    expect(check({ answers: [answer(11)] })).toEqual(["answers not-a-code"]);
    expect(check({ answers: [{ n: 1, kind: "perhaps" }] })).toEqual(["answers not-a-code"]);
    expect(check({ answers: [null] })).toEqual(["answers required"]);
    expect(check({ answers: Array.from({ length: 11 }, (_, i) => answer(i + 1)) })).toEqual([
      "answers too-long",
    ]);
    expect(problems(checkT04({}))).toEqual(["reply_kind required"]);
  });
});

describe("roster", () => {
  it("[ROSTER-1] adds or removes one record", () => {
    expect(checkRoster({ op: "add", rec: "xb-tech-2" }).ok).toBe(true);
    expect(problems(checkRoster({ op: "replace", rec: "" }))).toEqual([
      "op not-a-code",
      "rec not-a-code",
    ]);
  });
});

describe("device", () => {
  const act = toBase64Url(new Uint8Array(32).fill(1));
  const key = keyId(new Uint8Array(32).fill(1));
  const machine = "A".repeat(43);
  const rest = { id: "NEWDEVICE", ed25519: machine, curve25519: machine, act, seal: act };
  const add = { op: "add", rec: "xb-tech-2", key, ...rest };
  const remove = { op: "remove", rec: "xb-tech-2", key };

  it("[TRUST-2] names a new device with all its keys, or takes it back by the id of its act key", () => {
    expect(checkDevice(add)).toEqual({ ok: true, value: add });
    expect(checkDevice(remove)).toEqual({ ok: true, value: remove });
    expect(problems(checkDevice({}))).toEqual(["op required", "rec not-a-code", "key not-a-code"]);
    for (const name of ["id", "ed25519", "curve25519", "act", "seal"])
      expect(problems(checkDevice({ ...add, [name]: "no key" }))).toEqual([`${name} not-a-code`]);
  });

  it("[TRUST-2] an act key under another id is refused", () => {
    const other = toBase64Url(new Uint8Array(32).fill(2));
    expect(problems(checkDevice({ ...add, act: other }))).toEqual(["act not-a-code"]);
  });

  it("[TRUST-2] a signed act holds exactly these fields", () => {
    const keys = keysOf(1);
    const compose = (f: object): ReturnType<typeof parseAct> => {
      const content = { kind: "device", fields: f as DeviceFields } as const;
      return parseAct(encodeAct(composeAct(content, following(keys.id, HASH))));
    };
    expect(compose(add).ok).toBe(true);
    expect(compose(remove).ok).toBe(true);
    expect(compose({ ...remove, ...rest })).toEqual({ ok: false, refusal: "wrong-fields" });
    expect(compose({ ...add, more: 1 })).toEqual({ ok: false, refusal: "wrong-fields" });
    const { seal: _, ...less } = add;
    expect(compose(less)).toEqual({ ok: false, refusal: "wrong-fields" });
  });
});

describe("checkers of fields", () => {
  it("[ACT-1] never throw, and what they accept they accept again unchanged", () => {
    const fields = fc.oneof(
      fc.anything({ withNullPrototype: true }),
      fc.record(
        Object.fromEntries(
          Object.entries(EARLY_WARNING).map(([name, value]) => [
            name,
            fc.oneof(fc.constant(value), fc.anything()),
          ]),
        ),
      ),
      fc.record({
        reply_kind: fc.constantFrom(...REPLY_KINDS),
        text: fc.anything(),
        conditions: fc.string(),
        redirect_to: fc.string(),
        answers: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(fields, (given) => {
        for (const check of [checkT02, checkT04, checkRoster, checkDevice]) {
          const once = check(given);
          if (!once.ok) {
            expect(once.refusal.length).toBeGreaterThan(0);
            continue;
          }
          expect(check(once.value)).toEqual(once);
          expect(encodeProfile(once.value as never)).toContain("{");
        }
      }),
      { numRuns: 500 },
    );
  });
});
