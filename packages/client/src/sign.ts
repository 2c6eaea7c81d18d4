import type {
  ActHash,
  ConsultationId,
  Instant,
  Level,
  Mode,
  PayloadId,
  RoomId,
} from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import { randomBytes } from "@parley/crypto";
import {
  composeAct,
  encodePayload,
  fallbackText,
  momentOf,
  nonceOf,
  signAct,
  type Act,
  type Content,
  type Envelope,
  type Opening,
  type SignedAct,
} from "@parley/protocol";
import type { ActRow, OutboxRow } from "@parley/storage";
import { ownBytes } from "./bytes.ts";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { newPayloadId } from "./outbox-row.ts";

/** What the author chooses of the envelope. */
export type Chosen = Pick<Envelope, "to"> &
  Partial<Pick<Envelope, "re" | "tlp" | "prec" | "ask" | "res">>;

/** Acts that are complete here and that nothing complete builds on yet, as many as an act may name. */
const PARENTS = 32;

/** A signed act with the rows that keep and send it; not committed yet. */
export interface SignedRows {
  readonly signed: SignedAct;
  readonly act: ActRow;
  readonly outbox: OutboxRow;
}

/** Signs an act that follows on what is complete in its channel. Null: too large. */
export function signFollowing(
  core: Core,
  channel: Channel,
  office: DirectoryRecord,
  content: Content,
  chosen: Chosen,
): SignedRows | null {
  const { log } = core.state;
  const entered = [...channel.acts.values()]
    .map(({ signed }) => signed)
    .filter(({ hash }) => channel.hasEntered(hash, log));
  const builtOn = new Set(
    entered.flatMap(({ act }) => [...act.parents, ...(act.prev === undefined ? [] : [act.prev])]),
  );
  const heads = entered.map(({ hash }) => hash).filter((hash) => !builtOn.has(hash));
  const last = lastOwn(core, channel);
  const { act: first } = channel.opening;
  return signed(core, channel.room, office, content, {
    ...chosen,
    con: first.con,
    chan: channel.id,
    level: first.level,
    mode: first.mode,
    n: last === null ? 0 : last.act.n + 1,
    ...(last === null ? {} : { prev: last.hash }),
    parents: heads
      .filter((hash) => hash !== last?.hash)
      .toSorted()
      .slice(0, PARENTS),
  });
}

/** Signs the act that opens a channel in a room that was made for it. Null: too large. */
export function signOpening(
  core: Core,
  office: DirectoryRecord,
  content: Content,
  chosen: Chosen,
  open: {
    readonly con: ConsultationId;
    readonly level: Level;
    readonly mode: Mode;
    readonly opening: Opening;
  },
  payload: PayloadId,
): SignedRows | null {
  return signed(
    core,
    open.opening.room,
    office,
    content,
    {
      ...chosen,
      con: open.con,
      chan: "",
      open: open.opening,
      level: open.level,
      mode: open.mode,
      n: 0,
      parents: [],
    },
    payload,
  );
}

/** The newest complete act of this device's key in the channel. */
function lastOwn(core: Core, channel: Channel): SignedAct | null {
  const own = [...channel.acts.values()]
    .map(({ signed }) => signed)
    .filter(
      ({ hash, act }) => act.key === core.state.ownKey && channel.hasEntered(hash, core.state.log),
    )
    .toSorted((a, b) => b.act.n - a.act.n || (a.hash < b.hash ? -1 : 1));
  return own[0] ?? null;
}

type Place = Omit<Envelope, "nonce" | "rec" | "key" | "dir" | "ep" | "at">;

function signed(
  core: Core,
  room: RoomId,
  office: DirectoryRecord,
  content: Content,
  place: Place,
  payload: PayloadId = newPayloadId(),
): SignedRows | null {
  const { state } = core;
  const now = core.now();
  const act = composeAct(content, {
    ...place,
    nonce: nonceOf(randomBytes(16)),
    rec: office.id,
    key: state.ownKey,
    dir: { n: state.log.head.n, h: state.log.head.h },
    ep: core.epoch,
    at: momentOf(now),
  });
  const result = signAct(act, ownBytes(state.profile.act.secretKey));
  if (result.ok) return rowsOf(core, room, result.value, now, payload);
  if (result.refusal === "too-large" || result.refusal === "string-too-long") return null;
  throw new Error(`a checked act was not signed: ${result.refusal}`);
}

function rowsOf(
  core: Core,
  room: RoomId,
  signed: SignedAct,
  now: Instant,
  payload: PayloadId,
): SignedRows {
  const { hash, bytes, sig } = signed;
  const body = fallbackText(signed.act);
  const seq = core.state.nextSeq();
  const chan: ActHash = signed.act.chan === "" ? hash : signed.act.chan;
  const { type, content } = encodePayload({
    type: "chat.parley.act",
    id: payload,
    act: bytes,
    sig,
    body,
  });
  return {
    signed,
    act: { hash, chan, bytes, sig, body, room, receivedAt: now, seq, status: "entered" },
    outbox: {
      id: payload,
      seq,
      room,
      kind: "act",
      type,
      content: JSON.stringify(content),
      act: hash,
      queuedAt: now,
      status: "queued",
    },
  };
}

/** How an act would read if it were signed now; for showing before it is. */
export function previewAct(
  core: Core,
  office: DirectoryRecord,
  content: Content,
  place: Place,
): Act {
  return composeAct(content, {
    ...place,
    nonce: "",
    rec: office.id,
    key: core.state.ownKey,
    dir: { n: core.state.log.head.n, h: core.state.log.head.h },
    ep: core.epoch,
    at: momentOf(core.now()),
  });
}
