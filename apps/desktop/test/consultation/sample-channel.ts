import {
  toBase64Url,
  type ActHash,
  type Instant,
  type Level,
  type Mode,
  type PayloadId,
  type RecordId,
  type RoomId,
  type StateCode,
  type UserId,
} from "@parley/base";
import type {
  ActEntry,
  ClientSnapshot,
  Consultation,
  Draft,
  Entry,
  NoteEntry,
  Office,
  RoomEntry,
} from "@parley/client";
import { ready, signKeyPairOf, type KeyPair } from "@parley/crypto";
import {
  composeAct,
  consultationIdOf,
  epochOf,
  fold,
  keyId,
  momentOf,
  nonceOf,
  partyState,
  payloadIdOf,
  permissions,
  replyWord,
  signAct,
  SUPPORTED_STEPS,
  toFoldAct,
  verifySigned,
  view,
  type Content,
  type Envelope,
  type Grade,
  type SignedAct,
} from "@parley/protocol";

await ready();

/** An office of an exercise State with the act key of its one device. */
export interface Desk {
  readonly office: Office;
  readonly keys: KeyPair;
  /** Entry of the directory that admitted it. */
  readonly entry: number;
}

let seeds = 0;

export function desk(state: string, change: Partial<Office> = {}): Desk {
  seeds += 1;
  const rec = `${state.toLowerCase()}-tech-1` as RecordId;
  const office: Office = {
    rec,
    state: state as StateCode,
    level: "technical",
    powers: ["open", "answer", "close"],
    user: `@${["k7f3q2", "w4t9kq", "p9x2mm", "b6h1zr", "q8n5vd"][seeds % 5] ?? ""}${String(seeds)}c:parley.example` as UserId,
    devices: 1,
    confirmed: "2026-01-12",
    trust: "verified",
    ...change,
  };
  return { office, keys: signKeyPairOf(new Uint8Array(32).fill(seeds)), entry: 90 + seeds };
}

/** Number of the newest directory entry. */
const HEAD = 218;
const HEAD_HASH = toBase64Url(new Uint8Array(32).fill(7));

/** Acts that were really signed, verified and folded, and notes between them, as one desk's client shows them. */
export class SampleChannel {
  readonly desks: readonly Desk[];
  readonly mode: Mode;
  readonly level: Level = "technical";
  readonly room = "!q5c0r9x:parley.example" as RoomId;
  readonly #con = consultationIdOf(new Uint8Array(16).fill(3));
  readonly #acts: { signed: SignedAct; by: Desk; at: Instant }[] = [];
  readonly #entries: ((reader: Desk) => Entry)[] = [];
  readonly #disabled = new Map<string, number>();
  #bytes = 0;

  constructor(desks: readonly Desk[], mode: Mode = "exercise") {
    this.desks = desks;
    this.mode = mode;
  }

  #random(length: number): Uint8Array {
    this.#bytes += 1;
    return new Uint8Array(length).map((_, i) => (this.#bytes * 37 + i * 11) % 256);
  }

  /** Hash of the opening act. */
  get id(): ActHash {
    const first = this.#acts[0];
    if (first === undefined) throw new Error("nothing was opened");
    return first.signed.hash;
  }

  /** Signs, verifies and keeps an act. `at`: the author's clock; received 20 s later by the others. */
  act(
    by: Desk,
    content: Content,
    at: Instant,
    change: Partial<Envelope> = {},
    entry: Partial<ActEntry> = {},
  ): ActHash {
    const key = keyId(by.keys.publicKey);
    const own = this.#acts.filter((one) => one.by === by);
    const prev = own.at(-1)?.signed.hash;
    const last = this.#acts.at(-1)?.signed.hash;
    const states = this.desks.map(({ office }) => office.state);
    const envelope: Envelope = {
      nonce: nonceOf(this.#random(16)),
      con: this.#con,
      chan: last === undefined ? "" : this.id,
      ...(last === undefined && {
        open: {
          room: this.room,
          level: this.level,
          mode: this.mode,
          parties: [...new Set(states)],
          roster: this.desks.map(({ office }) => office.rec),
        },
      }),
      level: this.level,
      mode: this.mode,
      rec: by.office.rec,
      key,
      dir: { n: HEAD - 1, h: HEAD_HASH },
      n: own.length,
      ...(prev !== undefined && { prev }),
      ep: epochOf(new Uint8Array(8).fill(5)),
      parents: last === undefined ? [] : [last],
      to: states.filter((state) => state !== by.office.state),
      at: momentOf(at),
      ...change,
    };
    const signed = signAct(composeAct(content, envelope), by.keys.secretKey);
    if (!signed.ok) throw new Error(signed.refusal);
    const carried = verifySigned(signed.value, () => toBase64Url(by.keys.publicKey));
    if (!carried.ok) throw new Error(carried.refusal);
    this.#acts.push({ signed: carried.value, by, at });
    const position = this.#acts.length;
    const { hash, act } = carried.value;
    this.#entries.push((reader) => {
      const mine = reader === by;
      return {
        kind: "act",
        hash,
        act,
        body: "",
        state: by.office.state,
        rec: by.office.rec,
        own: mine,
        trust: "verified",
        signedBy: { key, entry: by.entry, head: act.dir.n },
        effect: this.#folded().effects.get(hash) ?? "not-open",
        forked: this.#folded().facts.forks.some(({ acts }) => acts.includes(hash)),
        receivedAt: mine ? at : at + 20_000,
        position,
        delivery: mine ? { state: "delivered", at: at + 20_000, to: act.to } : null,
        unread: false,
        ...entry,
      } satisfies ActEntry;
    });
    return hash;
  }

  note(by: Desk, body: string, at: Instant, change: Partial<NoteEntry> = {}): PayloadId {
    const id = payloadIdOf(this.#random(16));
    this.#entries.push((reader) => {
      const own = reader === by;
      const to = this.desks
        .map(({ office }) => office.state)
        .filter((state) => state !== by.office.state);
      return {
        kind: "note",
        id,
        body,
        state: by.office.state,
        rec: by.office.rec,
        own,
        at,
        receivedAt: own ? at : at + 5_000,
        delivery: own ? { state: "delivered", at: at + 5_000, to } : null,
        unread: false,
        ...change,
      } satisfies NoteEntry;
    });
    return id;
  }

  /** Something that happened around the channel, or an entry that no desk of it could make. */
  put(entry: RoomEntry | ActEntry): void {
    this.#entries.push(() => entry);
  }

  /** A directory entry after all acts takes the key out. */
  disable(who: Desk): void {
    this.#disabled.set(keyId(who.keys.publicKey), HEAD);
  }

  #folded(): ReturnType<typeof fold> {
    const at = (rec: RecordId): Desk | undefined =>
      this.desks.find(({ office }) => office.rec === rec);
    return fold(
      this.#acts.map(({ signed }) => toFoldAct(signed)),
      {
        state: (rec) => at(rec)?.office.state ?? null,
        levels: (rec) => (at(rec) === undefined ? [] : [this.level]),
        powers: (rec) => at(rec)?.office.powers ?? [],
        listed: (key, rec) => {
          const found = at(rec);
          return found !== undefined && keyId(found.keys.publicKey) === key;
        },
        disabledAt: (key) => this.#disabled.get(key) ?? null,
      },
      HEAD,
      { supported: SUPPORTED_STEPS },
    );
  }

  /** What the client of one desk shows of the channel, `now`; `change` for what only a session knows. */
  consultation(reader: Desk, now: Instant, change: Partial<Consultation> = {}): Consultation {
    const { facts } = this.#folded();
    const { office } = reader;
    const grades = this.#acts.flatMap(({ signed, by, at }): readonly Grade[] =>
      this.desks
        .filter((one) => one !== by)
        .map((one) => [one.office.state, signed.hash, at + 20_000]),
    );
    const shown = view(facts, grades, now);
    const allowed = permissions(facts, { ...office }, SUPPORTED_STEPS);
    const entries = this.#entries.map((entry) => entry(reader));
    const may = (step: string): boolean => allowed.may.some((one) => one.step === step);
    return {
      id: this.id,
      con: this.#con,
      room: this.room,
      level: this.level,
      mode: this.mode,
      parties: facts.parties,
      initiator: facts.initiator ?? office.state,
      headline: shown.headline,
      lines: shown.lines.map(({ id, state, act }) => ({ id, state, act })),
      partyStates: Object.fromEntries(
        facts.parties.map((state) => [state, partyState(facts, state)]),
      ),
      subject: this.#acts[0]?.signed.act ?? null,
      entries,
      requests: [...facts.threads].map(([act, thread]) => ({
        act,
        kind: thread.kind,
        by: thread.by,
        ask: thread.newest[0]?.ask ?? {},
        replies: Object.fromEntries(thread.to.map((state) => [state, replyWord(thread, state)])),
      })),
      may: allowed.may,
      mayNot: allowed.mayNot,
      gate: { state: "open" },
      members: this.desks.map((one) => ({
        user: one.office.user,
        office: one.office,
        membership: "join",
        trust: "verified",
        unlistedDevices: 0,
      })),
      unread: entries.filter((entry) => entry.kind !== "room" && entry.unread).length,
      needs: may("T04.ack") ? "acknowledge" : may("T04.answer") ? "reply" : "nothing",
      lastAt: now,
      ...change,
    };
  }
}

/** The whole snapshot around one consultation. */
export function snapshotOf(
  reader: Desk,
  consultation: Consultation,
  change: Partial<ClientSnapshot> = {},
  drafts: readonly Draft[] = [],
): ClientSnapshot {
  const known = consultation.members.flatMap(({ office }) => (office === null ? [] : [office]));
  return {
    me: {
      user: reader.office.user,
      device: "KQZTVLHMXA",
      key: keyId(reader.keys.publicKey),
      listing: "listed",
      office: reader.office,
      enrolment: null,
    },
    link: { state: "connected", since: consultation.lastAt },
    directory: {
      n: HEAD,
      head: HEAD_HASH,
      at: Date.parse("2026-03-10T00:58:00Z"),
      behind: false,
      signedHead: { state: "none", at: null, until: null },
      entries: HEAD,
      resets: [],
      waiting: null,
    },
    records: [],
    toSign: [],
    changes: [],
    offices: known.filter((office) => office.rec !== reader.office.rec),
    consultations: [consultation],
    drafts,
    outbox: { queued: 0, held: 0 },
    unread: consultation.unread,
    alarms: [],
    ...change,
  };
}
