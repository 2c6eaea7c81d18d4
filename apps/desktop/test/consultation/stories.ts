import type { Instant, PayloadId, RecordId, UserId } from "@parley/base";
import type { ClientSnapshot, Consultation, Office } from "@parley/client";
import type { T02Fields } from "@parley/protocol";
import { desk, SampleChannel, snapshotOf, type Desk } from "./sample-channel.ts";

/** Alfa's technical PoC notifies Bravo's at 00:41 UTC; most samples are looked at half an hour later, at Bravo's desk. */
export const at = (time: string): Instant => Date.parse(`2026-03-10T${time}:00Z`);
export const NOW: Instant = at("01:14");

export const ALFA: Desk = desk("XA", { devices: 2 });
export const BRAVO: Desk = desk("XB");
export const CHARLIE: Desk = desk("XC");

export const NOTIFICATION: T02Fields = {
  stage: "early-warning",
  incident_ref: "ALFA-CSIRT-2026-0147",
  rsit: { class: "intrusions", type: "system-compromise" },
  incident_status: "ongoing",
  detected_at: "2026-03-10T00:05:00Z",
  started_at: "2026-03-09T20:35:00Z",
  suspected_malicious: "unknown",
  cross_border: "yes",
  affected_sectors: ["energy"],
  impact_scope: "multi-org",
  severity: { scale: "product", code: 3 },
  severity_national: "C, high",
  impact_outlook: "stable",
  territorial_link: "hosting",
  summary:
    "Control workstations of two transmission operators were reached from addresses of a hosting provider. Operators switched to manual control at 22:40 UTC.",
  mitigation_taken: "Remote maintenance access closed at three operators; logs kept from 8 March.",
  request_to_recipient: "information",
  public_status: "not-public",
};

const ASK = { ack: "2026-03-10T04:41:00Z", reply: "2026-03-11T00:41:00Z" };

function notified(): SampleChannel {
  const channel = new SampleChannel([ALFA, BRAVO]);
  channel.act(ALFA, { kind: "T02", fields: NOTIFICATION }, at("00:41"), {
    ask: ASK,
    prec: "urgent",
  });
  return channel;
}

function acknowledged(): SampleChannel {
  const channel = notified();
  channel.act(BRAVO, { kind: "T04", fields: { reply_kind: "ack" } }, at("00:58"), {
    re: channel.id,
  });
  return channel;
}

/** Just arrived; nobody at Bravo has read it. */
export function arrived(reader: Desk = BRAVO): ClientSnapshot {
  const channel = new SampleChannel([ALFA, BRAVO]);
  channel.act(
    ALFA,
    { kind: "T02", fields: NOTIFICATION },
    at("00:41"),
    { ask: ASK, prec: "urgent" },
    { unread: reader === BRAVO },
  );
  return snapshotOf(reader, channel.consultation(reader, NOW));
}

/** Acknowledged at 00:58, and notes on both sides. */
export function talked(reader: Desk = BRAVO, change: Partial<Consultation> = {}): ClientSnapshot {
  const channel = acknowledged();
  channel.note(
    BRAVO,
    "We have the notification and are looking at the provider’s side. Which log source is the 23:40 connection from?",
    at("01:04"),
  );
  channel.note(
    ALFA,
    "Gateway log, clock checked against NTP.\nIt is row 3 of what we sent.",
    at("01:09"),
  );
  return snapshotOf(reader, channel.consultation(reader, NOW, change));
}

/** A holding reply and then part of an answer; the notification was updated in between. */
export function exchanged(reader: Desk = BRAVO, now: Instant = at("12:20")): ClientSnapshot {
  const channel = acknowledged();
  channel.act(
    BRAVO,
    {
      kind: "T04",
      fields: { reply_kind: "holding", text: "The provider’s records are being asked for." },
    },
    at("05:30"),
    { re: channel.id, ask: { revert: "2026-03-10T15:00:00Z" } },
  );
  channel.act(
    ALFA,
    { kind: "T02", fields: { ...NOTIFICATION, stage: "update", incident_status: "contained" } },
    at("09:10"),
    { re: channel.id, ask: ASK, prec: "urgent" },
  );
  channel.note(ALFA, "The third operator is back on normal control.", at("09:12"));
  return snapshotOf(reader, channel.consultation(reader, now));
}

/** The same two days later: what was asked by when has passed. */
export function passed(reader: Desk = ALFA): ClientSnapshot {
  return snapshotOf(reader, notified().consultation(reader, Date.parse("2026-03-12T08:00:00Z")));
}

/** New entries while the reader's log is longer than the window. */
export function unread(): ClientSnapshot {
  const channel = acknowledged();
  channel.note(BRAVO, "We have it, and look at the provider’s side.", at("01:04"));
  channel.act(
    ALFA,
    { kind: "T02", fields: { ...NOTIFICATION, stage: "update", incident_status: "contained" } },
    at("01:08"),
    { re: channel.id, ask: ASK, prec: "urgent" },
    { unread: true },
  );
  channel.note(ALFA, "The update has the addresses of the third operator.", at("01:10"), {
    unread: true,
  });
  channel.note(ALFA, "Row 3 is the one to look at.", at("01:11"), { unread: true });
  return snapshotOf(BRAVO, channel.consultation(BRAVO, NOW));
}

const STRANGER = "@w4t9kq2c:parley.example" as UserId;

/** An account that no party named joined the room at 00:18 UTC; a note of Bravo waits. */
export function held(office: Office | null = null): ClientSnapshot {
  const channel = acknowledged();
  channel.put({
    kind: "room",
    id: "foreign",
    at: at("01:01"),
    what: { event: "foreign-account", user: STRANGER },
  });
  channel.note(
    BRAVO,
    "Thank you. Could the duty desk say when the third log can be expected?",
    at("01:05"),
    {
      delivery: { state: "held" },
    },
  );
  const since = at("01:01");
  const consultation = channel.consultation(BRAVO, NOW, {
    needs: "held",
    gate: {
      state: "held",
      reasons: [
        office === null
          ? { reason: "account-not-listed", user: STRANGER, since }
          : { reason: "account-not-in-roster", user: STRANGER, office, since },
      ],
    },
  });
  return snapshotOf(BRAVO, {
    ...consultation,
    members: [
      ...consultation.members,
      { user: STRANGER, office: null, membership: "join", trust: "not-listed", unlistedDevices: 1 },
    ],
  });
}

/** Alfa's own view before Bravo's device has keys here; Bravo has not joined, and shows an unlisted device. */
export function waiting(): ClientSnapshot {
  const channel = new SampleChannel([ALFA, BRAVO]);
  channel.act(
    ALFA,
    { kind: "T02", fields: NOTIFICATION },
    at("01:12"),
    { ask: ASK, prec: "urgent" },
    { delivery: { state: "queued" } },
  );
  channel.note(ALFA, "Call us if the text is not clear.", at("01:13"), {
    delivery: { state: "queued" },
  });
  const consultation = channel.consultation(ALFA, NOW, {
    gate: {
      state: "waiting",
      for: { what: "devices", offices: [{ office: BRAVO.office, because: "keys-unknown" }] },
    },
    headline: "transmitted",
  });
  return snapshotOf(ALFA, {
    ...consultation,
    members: consultation.members.map((member) =>
      member.office?.state === BRAVO.office.state
        ? { ...member, membership: "invite", unlistedDevices: 1 }
        : member,
    ),
  });
}

/** Every grade of one's own, and what can happen around a channel. */
export function troubled(): ClientSnapshot {
  const channel = acknowledged();
  channel.note(BRAVO, "Sent, and a minute has gone.", at("01:02"), {
    delivery: { state: "sent", at: at("01:02") },
  });
  channel.note(BRAVO, "Sent, and nobody has it yet.", at("01:03"), {
    delivery: { state: "not-delivered-yet", at: at("01:03"), to: [ALFA.office.state] },
  });
  channel.note(BRAVO, "On its way.", at("01:04"), { delivery: { state: "sending" } });
  channel.note(BRAVO, "Written while the link was away.", at("01:05"), {
    delivery: { state: "queued" },
  });
  const around = [
    { event: "missing-act", count: 1 },
    { event: "unreadable", count: 2 },
    { event: "payload-refused", reason: "device-not-listed", count: 1 },
    { event: "payload-refused", reason: "bad-signature", count: 1 },
  ] as const;
  for (const what of around)
    channel.put({
      kind: "room",
      id: `${what.event} ${"reason" in what ? what.reason : ""}`,
      at: at("01:06"),
      what,
    });
  return snapshotOf(BRAVO, channel.consultation(BRAVO, NOW));
}

/** Two different acts with one predecessor by one device of Bravo, and Alfa's key disabled since. */
export function forked(): ClientSnapshot {
  const channel = acknowledged();
  const holding = channel.act(
    BRAVO,
    { kind: "T04", fields: { reply_kind: "holding" } },
    at("01:02"),
    { re: channel.id, ask: { revert: "2026-03-10T15:00:00Z" } },
  );
  const twin = channel
    .consultation(BRAVO, NOW)
    .entries.find((one) => one.kind === "act" && one.hash === holding);
  if (twin?.kind !== "act" || twin.act?.prev === undefined) throw new Error("no holding reply");
  channel.act(BRAVO, { kind: "T04", fields: { reply_kind: "take-note" } }, at("01:03"), {
    re: channel.id,
    n: twin.act.n,
    prev: twin.act.prev,
    parents: twin.act.parents,
  });
  return snapshotOf(ALFA, channel.consultation(ALFA, NOW));
}

export function disabledKey(): ClientSnapshot {
  const channel = acknowledged();
  channel.act(BRAVO, { kind: "T04", fields: { reply_kind: "no-information" } }, at("01:02"), {
    re: channel.id,
  });
  channel.disable(BRAVO);
  return snapshotOf(ALFA, channel.consultation(ALFA, NOW));
}

/** An act that a later version wrote. */
export function newer(): ClientSnapshot {
  const channel = acknowledged();
  const first = channel.consultation(BRAVO, NOW).entries[0];
  if (first?.kind !== "act") throw new Error("no act");
  channel.put({
    ...first,
    hash: `z${first.hash.slice(1)}` as typeof first.hash,
    act: null,
    body: "Marking: TLP:AMBER\nFrom office: xa-tech-1\nVulnerability notice: a gateway of one make",
    effect: "unknown-kind",
    position: 0,
    receivedAt: at("01:02"),
  });
  return snapshotOf(BRAVO, channel.consultation(BRAVO, NOW));
}

/** An opening that is queued: its room does not exist yet, and nothing is signed. */
export function opening(): ClientSnapshot {
  const channel = notified();
  const signed = channel.consultation(ALFA, NOW);
  const id = "PPPPPPPPPPPPPPPPPPPPPA" as PayloadId;
  return snapshotOf(ALFA, {
    ...signed,
    id,
    room: null,
    headline: "draft",
    partyStates: {},
    entries: signed.entries.map((entry) =>
      entry.kind === "act"
        ? { ...entry, hash: id as string as typeof entry.hash, delivery: { state: "queued" } }
        : entry,
    ),
    requests: [],
    may: [],
    mayNot: [],
    gate: { state: "waiting", for: { what: "room" } },
    members: [],
  });
}

/** Alfa's view with a second office that is not in the channel. */
export function twoOffices(): ClientSnapshot {
  const snapshot = talked(ALFA);
  const second: Office = {
    ...ALFA.office,
    rec: "xa-tech-2" as RecordId,
    user: "@z0a:parley.example" as UserId,
  };
  return { ...snapshot, offices: [...snapshot.offices, second] };
}

/** States with long names, by real codes, as an exercise would not have them: for the width of the page. */
export function longNames(): ClientSnapshot {
  const us = desk("US");
  const ba = desk("BA");
  const channel = new SampleChannel([us, ba], "real");
  channel.act(
    us,
    {
      kind: "T02",
      fields: {
        ...NOTIFICATION,
        rsit: {
          class: "information-content-security",
          type: "unauthorised-information-modification",
        },
        incident_ref: "ALONGINCIDENTREFERENCEWITHOUTANYBLANK-2026-0000000147-REVISION12",
        affected_sectors: [
          "chemicals",
          "financial-market-infrastructures",
          "ict-service-management-b2b",
        ],
      },
    },
    at("00:41"),
    { ask: ASK, prec: "emergency" },
  );
  channel.act(
    ba,
    {
      kind: "T04",
      fields: {
        reply_kind: "not-our-competence",
        redirect_to: "The entity’s own authority for communications, by its duty officer",
      },
    },
    at("01:00"),
    {
      re: channel.id,
    },
  );
  return snapshotOf(ba, channel.consultation(ba, NOW));
}
