import type { Instant, StateCode } from "@parley/base";
import {
  partyState,
  permissions,
  replyWord,
  SUPPORTED_STEPS,
  view,
  type Act,
  type Facts,
  type Grade,
  type Permissions,
} from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { entriesOf } from "./entries-of.ts";
import { gateStateOf } from "./gate-state.ts";
import { deliveredIn, ownPayloadIn, type Delivered } from "./grades.ts";
import { membersOf } from "./members-of.ts";
import type { Consultation, Entry, GateState, Request } from "./snapshot.ts";

/** A channel as a face draws it. */
export function consultationOf(core: Core, channel: Channel): Consultation {
  const { log } = core.state;
  const { facts } = channel.folded(log);
  const { act: opening } = channel.opening;
  const parties = opening.open?.parties ?? [];
  const own = log.recordByUser(core.state.profile.user)?.state ?? null;
  const gate = gateStateOf(core, channel.room);
  const delivered = deliveredIn(core.state, channel.room);
  const carried = ownPayloadIn(core.state, channel.room);
  const shown = view(facts, gradesOf(channel, carried, delivered, own), core.now(), {
    // Acts of others were sent by others: this device cannot say that they were not delivered.
    sentAt: (act) => carried.get(act)?.sentAt ?? null,
  });
  const allowed = permissionsOf(core, channel);
  const entries = entriesOf({
    core,
    channel,
    gate,
    delivered,
    others: parties.filter((state) => state !== own),
    readSeq: core.state.rooms.get(channel.room)?.readSeq ?? 0,
  });
  return {
    id: channel.id,
    con: opening.con,
    room: channel.room,
    level: opening.level,
    mode: opening.mode,
    parties,
    initiator: facts.initiator ?? log.state(opening.rec) ?? parties[0] ?? NOBODY,
    // The opening was accepted once; where its key was disabled since and nobody has vouched for it, it was still sent.
    headline: facts.opened ? shown.headline : "transmitted",
    lines: shown.lines.map(({ id, state, act }) => ({ id, state, act })),
    partyStates: Object.fromEntries(
      facts.parties.map((state) => [state, partyState(facts, state)]),
    ),
    subject: subjectOf(channel, facts),
    entries,
    requests: requestsOf(facts),
    may: allowed.may,
    mayNot: allowed.mayNot,
    gate,
    members: membersOf(core, channel),
    unread: entries.filter((entry) => entry.kind !== "room" && entry.unread).length,
    needs: needsOf(facts, gate, allowed, own),
    lastAt: lastAt(entries),
  };
}

/** For an opening without parties, which no reader accepts. */
const NOBODY = "" as StateCode;

/** What this office may do next in a channel. */
export function permissionsOf(core: Core, channel: Channel): Permissions {
  const office = core.officeIn(channel);
  const { facts } = channel.folded(core.state.log);
  if (office === null || facts.level === null) return { may: [], mayNot: [] };
  const { state, id, powers } = office;
  return permissions(facts, { state, rec: id, level: facts.level, powers }, SUPPORTED_STEPS);
}

/** Grades of one's own acts, and for the acts of others the plain fact that this device has them. */
function gradesOf(
  channel: Channel,
  carried: ReturnType<typeof ownPayloadIn>,
  delivered: Delivered,
  own: StateCode | null,
): readonly Grade[] {
  return [...channel.acts.values()].flatMap(({ row, signed }): readonly Grade[] => {
    const sent = carried.get(signed.hash);
    if (sent !== undefined)
      return [...(delivered.get(sent.id) ?? [])]
        .filter(([state]) => state !== own)
        .map(([state, at]) => [state, signed.hash, at]);
    return own === null ? [] : [[own, signed.hash, row.receivedAt]];
  });
}

function subjectOf(channel: Channel, facts: Facts): Act | null {
  const newest = facts.threads.get(channel.id)?.newest[0]?.act ?? channel.id;
  return channel.acts.get(newest)?.signed.act ?? null;
}

function requestsOf(facts: Facts): readonly Request[] {
  return [...facts.threads].map(([act, thread]) => ({
    act,
    kind: thread.kind,
    by: thread.by,
    ask: thread.newest[0]?.ask ?? {},
    replies: Object.fromEntries(thread.to.map((state) => [state, replyWord(thread, state)])),
  }));
}

function needsOf(
  facts: Facts,
  gate: GateState,
  allowed: Permissions,
  own: StateCode | null,
): Consultation["needs"] {
  if (gate.state === "held") return "held";
  if (own === null) return "nothing";
  const may = (step: string): boolean => allowed.may.some((one) => one.step === step);
  if (may("T04.ack")) return "acknowledge";
  const open = [...facts.threads.values()].some(
    (thread) =>
      thread.open &&
      thread.to.includes(own) &&
      ["none", "acknowledged", "holding"].includes(replyWord(thread, own)),
  );
  return open && may("T04.answer") ? "reply" : "nothing";
}

function lastAt(entries: readonly Entry[]): Instant {
  return Math.max(
    0,
    ...entries.filter((entry) => entry.kind !== "room").map(({ receivedAt }) => receivedAt),
  );
}
