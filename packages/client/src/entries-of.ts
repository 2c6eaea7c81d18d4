import type { ActHash, RecordId, StateCode } from "@parley/base";
import { actHash, displayOrder, toFoldAct, type NotePayload } from "@parley/protocol";
import type { InboxRow, OutboxRow } from "@parley/storage";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { deliveryOf } from "./delivery-of.ts";
import { ownPayloadIn, type Delivered } from "./grades.ts";
import type { KeptAct } from "./kept-act.ts";
import { trustOf } from "./office.ts";
import { payloadOf } from "./payload-of.ts";
import { roomEntriesOf } from "./room-entries.ts";
import type { ActEntry, Entry, GateState, NoteEntry, Trust } from "./snapshot.ts";

/** What the entries of a channel are made from. */
export interface EntryContext {
  readonly core: Core;
  readonly channel: Channel;
  readonly gate: GateState;
  readonly delivered: Delivered;
  readonly others: readonly StateCode[];
  readonly readSeq: number;
}

interface Placed {
  readonly seq: number;
  readonly entry: Entry;
}

/** Acts in their display order; notes, and what happened around them, where they came in. */
export function entriesOf(context: EntryContext): readonly Entry[] {
  const acts = actEntries(context);
  const rest = [
    ...noteEntries(context),
    ...unknownVersions(context),
    ...roomEntriesOf(context),
  ].toSorted((a, b) => a.seq - b.seq);
  const out: Entry[] = [];
  let next = 0;
  for (const act of acts) {
    for (let one = rest[next]; one !== undefined && one.seq < act.seq; one = rest[++next])
      out.push(one.entry);
    out.push(act.entry);
  }
  return [...out, ...rest.slice(next).map(({ entry }) => entry)];
}

/** Each with the place where it may stand at the earliest: never before an act that it builds on. */
function actEntries(context: EntryContext): readonly Placed[] {
  const { core, channel } = context;
  const { log } = core.state;
  const entered = [...channel.acts.values()].filter(({ signed }) =>
    channel.hasEntered(signed.hash, log),
  );
  const own = ownPayloadIn(core.state, channel.room);
  const answered = answeredHere(core, entered);
  let seq = 0;
  return displayOrder(entered.map(({ signed }) => toFoldAct(signed))).flatMap(({ hash }, index) => {
    const kept = channel.acts.get(hash);
    if (kept === undefined) return [];
    // Nothing stands before the opening, whenever it came in.
    if (hash !== channel.id) seq = Math.max(seq, kept.row.seq);
    const entry = actEntry(context, kept, own.get(hash), index + 1);
    return [{ seq, entry: answered.has(hash) ? { ...entry, unread: false } : entry }];
  });
}

/** Acts to which this device has signed an answer: whoever acknowledged an act has seen it. */
function answeredHere(core: Core, acts: readonly KeptAct[]): ReadonlySet<ActHash> {
  return new Set(
    acts.flatMap(({ signed: { act } }) =>
      act.key === core.state.ownKey && act.re !== undefined ? [act.re] : [],
    ),
  );
}

function actEntry(
  context: EntryContext,
  { row, signed }: KeptAct,
  sent: OutboxRow | undefined,
  position: number,
): ActEntry {
  const { core, channel, gate, delivered, others, readSeq } = context;
  const { log } = core.state;
  const { act, hash } = signed;
  const { effects, facts } = channel.folded(log);
  const own = act.key === core.state.ownKey;
  return {
    kind: "act",
    hash,
    act,
    body: row.body,
    state: log.state(act.rec) ?? ("" as StateCode),
    rec: act.rec,
    own,
    trust: actTrust(context, signed),
    signedBy: { key: act.key, entry: log.listedAt(act.key) ?? 0, head: act.dir.n },
    effect: effects.get(hash) ?? "not-open",
    forked: facts.forks.some(({ acts }) => acts.includes(hash)),
    receivedAt: row.receivedAt,
    position,
    delivery: own && sent !== undefined ? deliveryOf(core, sent, gate, delivered, others) : null,
    unread: !own && row.seq > readSeq,
  };
}

function actTrust({ core, channel }: EntryContext, { act, hash }: KeptAct["signed"]): Trust {
  const { log } = core.state;
  if (core.state.reports.has(act.key)) return "suspended";
  if (log.isListed(act.rec, act.key)) return "verified";
  // A colleague's act names it (TRUST-2): where its own act has effect, it is by the office.
  if (log.listedAt(act.key) === null && channel.folded(log).effects.get(hash) === "yes")
    return "verified";
  return log.everKey(act.rec, act.key) === null ? "not-listed" : "suspended";
}

function noteEntries(context: EntryContext): readonly Placed[] {
  const { core, channel, readSeq } = context;
  const received = countingRows(context, "m.room.message").flatMap((row): readonly Placed[] => {
    const carrier = carrierOf(context, row);
    const note = noteOf(row);
    if (carrier === null || note === null) return [];
    const entry: NoteEntry = {
      kind: "note",
      id: row.id,
      body: note.body,
      ...carrier,
      own: false,
      at: row.receivedAt,
      receivedAt: row.receivedAt,
      delivery: null,
      unread: row.seq > readSeq,
    };
    return [{ seq: row.seq, entry }];
  });
  const sent = core.state
    .outboxIn(channel.room)
    .filter((row) => row.kind === "note")
    .flatMap((row): readonly Placed[] => ownNote(context, row));
  return [...received, ...sent];
}

function ownNote(context: EntryContext, row: OutboxRow): readonly Placed[] {
  const { core, gate, delivered, others } = context;
  const record = core.state.log.recordByUser(core.state.profile.user);
  const note = noteOf(row);
  if (record === null || note === null) return [];
  const entry: NoteEntry = {
    kind: "note",
    id: row.id,
    body: note.body,
    state: record.state,
    rec: record.id,
    own: true,
    at: row.queuedAt,
    receivedAt: row.queuedAt,
    delivery: deliveryOf(core, row, gate, delivered, others),
    unread: false,
  };
  return [{ seq: row.seq, entry }];
}

/** Acts of a later version: the word of the device that carried them, as text, without effect. */
function unknownVersions(context: EntryContext): readonly Placed[] {
  const { log } = context.core.state;
  return countingRows(context, "chat.parley.act")
    .filter(({ reason }) => reason === "unknown-version")
    .flatMap((row): readonly Placed[] => {
      const carrier = carrierOf(context, row);
      const payload = payloadOf(row);
      const device = log.deviceBySenderKey(row.sender, row.senderKey);
      if (carrier === null || payload?.type !== "chat.parley.act") return [];
      const key = device?.key ?? "";
      const entry: ActEntry = {
        kind: "act",
        hash: actHash(payload.act),
        act: null,
        body: payload.body,
        ...carrier,
        own: false,
        trust: trustOf(log.recordOf(carrier.rec)),
        signedBy: {
          key,
          entry: device === null ? 0 : (log.listedAt(device.key) ?? 0),
          head: log.head.n,
        },
        effect: "unknown-kind",
        forked: false,
        receivedAt: row.receivedAt,
        position: 0,
        delivery: null,
        unread: row.seq > context.readSeq,
      };
      return [{ seq: row.seq, entry }];
    });
}

function countingRows({ core, channel }: EntryContext, type: string): readonly InboxRow[] {
  return core.state
    .inboxIn(channel.room)
    .filter((row) => row.type === type && row.verdict === "counts");
}

/** State and office of the account that a counted payload came from; accounts never change their office. */
function carrierOf(
  { core }: EntryContext,
  row: InboxRow,
): { readonly state: StateCode; readonly rec: RecordId } | null {
  const record = core.state.log.recordByUser(row.sender);
  return record === null ? null : { state: record.state, rec: record.id };
}

function noteOf(row: InboxRow | OutboxRow): NotePayload | null {
  const payload = payloadOf(row);
  return payload?.type === "m.room.message" ? payload : null;
}
