import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import type { RoomEntry, GateState } from "./snapshot.ts";
import { announcedIn } from "./learned.ts";
import { missingIn } from "./wants.ts";

interface Context {
  readonly core: Core;
  readonly channel: Channel;
  readonly gate: GateState;
}

interface Placed {
  readonly seq: number;
  readonly entry: RoomEntry;
}

/** What happened around a channel: accounts that hold it, what could not be read, what was refused and why. */
export function roomEntriesOf(context: Context): readonly Placed[] {
  return [
    ...refusedEntries(context),
    ...missingEntries(context),
    ...directoryEntries(context),
    ...foreignEntries(context),
  ];
}

/** What the directory says anew about the members. */
function directoryEntries({ core, channel }: Context): readonly Placed[] {
  return announcedIn(core.state, channel).map(({ at, seq, change }) => ({
    seq,
    entry: {
      kind: "room",
      id: `${channel.id} directory ${change.n} ${change.kind} ${change.at}`,
      at,
      what: { event: "directory", change },
    },
  }));
}

/** One entry per reason, standing where the last of its kind came in. */
function refusedEntries({ core, channel }: Context): readonly Placed[] {
  const byReason = new Map<string, { count: number; at: number; seq: number }>();
  for (const row of core.state.inboxIn(channel.room)) {
    if (row.verdict !== "refused") continue;
    if (row.reason === undefined || row.reason === "read-later") continue;
    const known = byReason.get(row.reason) ?? { count: 0, at: 0, seq: 0 };
    byReason.set(row.reason, {
      count: known.count + 1,
      at: Math.max(known.at, row.receivedAt),
      seq: Math.max(known.seq, row.seq),
    });
  }
  return [...byReason].map(([reason, { count, at, seq }]) => ({
    seq,
    entry: {
      kind: "room",
      id: `${channel.id} ${reason}`,
      at,
      what:
        reason === "unreadable"
          ? { event: "unreadable", count }
          : { event: "payload-refused", reason, count },
    },
  }));
}

function missingEntries({ core, channel }: Context): readonly Placed[] {
  const count = missingIn(core.state, channel).length;
  const waiting = [...channel.acts.values()].filter(({ row }) => row.status === "waiting");
  if (count === 0) return [];
  const at = Math.max(0, ...waiting.map(({ row }) => row.receivedAt));
  const seq = Math.max(0, ...waiting.map(({ row }) => row.seq));
  return [
    {
      seq,
      entry: {
        kind: "room",
        id: `${channel.id} missing`,
        at,
        what: { event: "missing-act", count },
      },
    },
  ];
}

function foreignEntries({ channel, gate }: Context): readonly Placed[] {
  if (gate.state !== "held") return [];
  return gate.reasons.flatMap((reason): readonly Placed[] =>
    reason.reason === "account-not-listed" || reason.reason === "account-not-in-roster"
      ? [
          {
            seq: Number.MAX_SAFE_INTEGER,
            entry: {
              kind: "room",
              id: `${channel.id} ${reason.user}`,
              at: reason.since,
              what: { event: "foreign-account", user: reason.user },
            },
          },
        ]
      : [],
  );
}
