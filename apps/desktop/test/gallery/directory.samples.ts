import type { KeyId, RecordId, StateCode, UserId } from "@parley/base";
import type { ClientSnapshot, DeviceView, RecordView, ToSign } from "@parley/client";
import type { ContactCard } from "@parley/directory";
import { hour, NOW, office, snapshot } from "./samples.ts";

/** Invented records of exercise States. The desk is Bravo's technical office unless a sample says otherwise. */
const day = 24 * hour;
const rec = (name: string): RecordId => name as RecordId;
const state = (code: string): StateCode => code as StateCode;

const WORDS = [
  [
    "copper",
    "window",
    "orchard",
    "ladder",
    "granite",
    "pepper",
    "harbor",
    "timber",
    "meadow",
    "carbon",
    "violin",
    "socket",
  ],
  [
    "velvet",
    "anchor",
    "mirror",
    "pigeon",
    "fabric",
    "sunset",
    "cradle",
    "walnut",
    "garlic",
    "bridge",
    "summer",
    "pottery",
  ],
  [
    "lantern",
    "butter",
    "fossil",
    "island",
    "quarter",
    "whisper",
    "trumpet",
    "blanket",
    "jacket",
    "sister",
    "oxygen",
    "naked",
  ],
] as const;

export function device(n: number, more: Partial<DeviceView> = {}): DeviceView {
  return {
    key: String(n).padStart(22, "K") as KeyId,
    id: `KQZTVLHM${String(n).padStart(2, "X")}`,
    words: WORDS[n % WORDS.length] ?? [],
    state: "listed",
    listed: {
      n: 96 + 7 * n,
      at: NOW - (126 - n) * day,
      officers: [1, 3],
      cosigners: [{ rec: rec("xa-policy-1") }],
    },
    disabled: null,
    own: false,
    reported: null,
    ...more,
  };
}

export function card(more: Partial<ContactCard> = {}): ContactCard {
  return {
    office: "National CSIRT",
    unit: "Duty desk, incident co-ordination",
    telephones: [{ label: "duty desk, 24/7", number: "+000 000 0147" }],
    mailbox: "poc@csirt.alfa.example",
    languages: ["en", "fr"],
    hours: {
      zone: "Europe/Vienna",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "08:00",
      to: "17:00",
      outOfHours: "24/7 duty desk",
    },
    holidays: ["2026-04-03", "2026-04-06"],
    deputies: ["Head of incident response", "Deputy head of the national CSIRT"],
    asOf: "2026-01-12",
    ...more,
  };
}

export function record(code: string, more: Partial<RecordView> = {}): RecordView {
  const level = more.level ?? "technical";
  const own = more.own ?? false;
  return {
    rec: rec(`${code.toLowerCase()}-${level === "technical" ? "tech" : level}-1`),
    state: state(code),
    level,
    levels: [level],
    kind: "office",
    powers:
      level === "technical"
        ? ["open", "answer", "close"]
        : ["open", "answer", "close", "raise", "clear", "directory"],
    holder: `${code}-${level === "technical" ? "T" : "P"}1`,
    user: `@k7f3q${code.toLowerCase()}:parley.example` as UserId,
    own,
    ownState: own || code === "XB",
    trust: "verified",
    from: "2025-11-04",
    confirmed: "2026-01-12",
    confirmation: own || code === "XB" ? { due: "2027-01-12", state: "current" } : null,
    card: null,
    cardState: "none",
    devices: [device(0)],
    since: { n: 12, at: NOW - 126 * day },
    ...more,
  };
}

const MFA = card({
  office: "Ministry of Foreign Affairs",
  unit: "Cyber diplomacy",
  telephones: [
    { label: "office hours", number: "+000 000 0100" },
    { label: "duty officer at night", number: "+000 000 0101" },
  ],
  mailbox: "cyber-poc@mfa.example",
});

export const RECORDS: readonly RecordView[] = [
  record("XA", { level: "policy", card: MFA, cardState: "held" }),
  record("XA", { card: card(), cardState: "held", devices: [device(0), device(1)] }),
  record("XB", {
    level: "policy",
    card: { ...MFA, hours: { ...MFA.hours, zone: "Europe/Helsinki" } },
    cardState: "held",
  }),
  record("XB", {
    own: true,
    card: card({
      mailbox: "poc@csirt.bravo.example",
      hours: { ...card().hours, zone: "Europe/Helsinki" },
    }),
    cardState: "held",
    devices: [device(0, { own: true }), device(1)],
  }),
  record("XC", {
    level: "policy",
    kind: "person",
    card: card({
      office: "National Security Council",
      holidays: ["2026-03-10"],
      hours: { ...card().hours, zone: "Europe/Istanbul" },
    }),
    cardState: "held",
  }),
  record("XC", {
    card: card({
      office: "Cyber Authority",
      holidays: ["2026-03-10"],
      hours: { ...card().hours, zone: "Europe/Istanbul" },
    }),
    cardState: "held",
  }),
  record("XD", {
    level: "policy",
    devices: [
      device(0),
      device(1, {
        state: "signed-for",
        listed: null,
        signedFor: { by: rec("xd-policy-1"), until: NOW + 30 * day },
      }),
    ],
  }),
  record("XD", { trust: "not-listed", devices: [] }),
  record("XE", {
    card: card({ office: "National CSIRT", hours: { ...card().hours, zone: "America/Toronto" } }),
    cardState: "held",
  }),
  record("XF", {
    level: "policy",
    trust: "suspended",
    cardState: "not-here",
    devices: [
      device(0, {
        state: "suspended",
        reported: { at: NOW - 3 * hour, by: rec("xf-tech-1"), why: "stolen" },
      }),
      device(1, { state: "disabled", disabled: { n: 201, at: NOW - 20 * day } }),
    ],
  }),
  record("XF", { trust: "directory-behind", cardState: "erased" }),
  record("XH", { kind: "duty", card: card({ office: "Situation centre" }), cardState: "held" }),
  record("XA", { rec: rec("service"), kind: "service", powers: [], state: state("XX") }),
];

export function directorySnapshot(more: Partial<ClientSnapshot> = {}): ClientSnapshot {
  return snapshot({
    records: RECORDS,
    offices: RECORDS.filter(({ own, kind }) => !own && kind !== "service").map((one) =>
      office(one.state, {
        rec: one.rec,
        level: one.level,
        trust: one.trust,
        devices: one.devices.length,
      }),
    ),
    changes: [
      {
        n: 218,
        at: NOW - hour,
        kind: "device-reported",
        state: state("XB"),
        rec: rec("xb-tech-1"),
        why: "lost",
      },
      {
        n: 217,
        at: NOW - 2 * day,
        kind: "device-listed",
        state: state("XB"),
        rec: rec("xb-tech-1"),
        officers: [1, 3],
        cosigners: [rec("xb-policy-1")],
      },
      {
        n: 216,
        at: NOW - 3 * day,
        kind: "admitted",
        state: state("XB"),
        rec: rec("xb-policy-1"),
        officers: [2, 3],
        cosigners: [],
      },
      {
        n: 214,
        at: NOW - 8 * day,
        kind: "confirmed",
        state: state("XA"),
        rec: rec("xa-tech-1"),
        officers: [1, 3],
        cosigners: [rec("xa-policy-1")],
      },
      { n: 213, at: NOW - 9 * day, kind: "head-key", state: null, rec: null },
    ],
    ...more,
  });
}

/** Bravo's second office waits for Bravo's signature. */
export function toSign(more: Partial<ToSign> = {}): ToSign {
  return {
    hash: "h".repeat(43),
    n: 219,
    at: NOW - 2 * hour,
    operation: {
      op: "admit",
      rec: rec("xb-policy-2"),
      state: state("XB"),
      levels: ["policy"],
      kind: "office",
      powers: ["open", "answer", "raise", "close", "clear", "directory"],
      holder: "XB-P2",
      user: "@w4t9kq2c:parley.example" as UserId,
      devices: [{ key: "P".repeat(22) as KeyId, id: "VLHMXAKQZT", words: WORDS[1] }],
      from: "2026-03-10",
      confirmed: "2026-03-10",
      wait: 24,
    },
    officers: [1, 3],
    cosigners: [],
    needed: 1,
    signed: false,
    stale: false,
    ...more,
  };
}

/** Names as long as they come in other languages. */
export const LONG: readonly RecordView[] = [
  record("BA", {
    level: "policy",
    card: card({
      office: "Bundesministerium für europäische und internationale Angelegenheiten",
      unit: "Abteilung für Cyberdiplomatie und Informationssicherheitsangelegenheiten",
      telephones: [
        {
          label: "Bereitschaftsdienst außerhalb der Amtsstunden, rund um die Uhr",
          number: "+000 000 000000 0000",
        },
      ],
      mailbox: "cyberdiplomatie-und-informationssicherheit@bundesministerium.example.example",
    }),
    cardState: "held",
    ownState: false,
  }),
  record("VA", {
    card: card({ office: "Informationssicherheitskoordinierungsstellenverwaltungsgemeinschaft" }),
    cardState: "held",
  }),
  record("MK", {
    level: "policy",
    card: card({ office: "Министерство за надворешни работи, сектор за кибербезбедност" }),
    cardState: "held",
  }),
];
