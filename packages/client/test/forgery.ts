import { randomBytes } from "node:crypto";
import type { RoomId } from "@parley/base";
import { keyIdOf } from "@parley/directory";
import {
  composeAct,
  fallbackText,
  signAct,
  type Act,
  type Content,
  type SignedAct,
} from "@parley/protocol";
import { EARLY_WARNING } from "./early-warning.ts";
import type { FakeEvent } from "./fake-network.ts";
import type { FakeOffice } from "./fake-office.ts";
import type { World } from "./world.ts";

/** Random bytes as the protocol writes them. */
export const token = (bytes: number): string => randomBytes(bytes).toString("base64url");
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64url"));

/** A reply that declines. */
export const decline = (text: string): Content => ({
  kind: "T04",
  fields: { reply_kind: "decline", text },
});

function keysOf(office: FakeOffice): { publicKey: string; secretKey: string } {
  const [text] = [...(office.disk.tables.get("profile")?.values() ?? [])];
  return (JSON.parse(text ?? "{}") as { act: { publicKey: string; secretKey: string } }).act;
}

/** Signs with an office's own key, outside its client: as a copy of its profile would. */
export function signAs(
  world: World,
  office: FakeOffice,
  opening: Act,
  content: Content,
  change: Partial<Act>,
): SignedAct {
  const { publicKey, secretKey } = keysOf(office);
  const act = composeAct(content, {
    nonce: token(16),
    con: opening.con,
    chan: office.consultation.id as Act["chan"],
    level: opening.level,
    mode: opening.mode,
    rec: office.rec,
    key: keyIdOf(bytesOf(publicKey)),
    dir: { n: world.log.head.n, h: world.log.head.h },
    n: 0,
    ep: token(8),
    parents: [office.consultation.id as Act["parents"][number]],
    to: [],
    at: "2026-11-24T09:00:00Z",
    ...change,
  });
  const signed = signAct(act, bytesOf(secretKey));
  if (!signed.ok) throw new Error(signed.refusal);
  return signed.value;
}

/** An act that opens a channel at technical level for these offices, signed with an office's own key outside its client. */
export function signOpeningAs(
  world: World,
  office: FakeOffice,
  room: RoomId,
  roster: readonly FakeOffice[],
  change: Partial<Act> = {},
): SignedAct {
  const { publicKey, secretKey } = keysOf(office);
  const place = { level: "technical", mode: "exercise" } as const;
  const states = roster.map(({ state }) => state).toSorted();
  const act = composeAct(
    { kind: "T02", fields: EARLY_WARNING },
    {
      ...place,
      nonce: token(16),
      con: token(16) as Act["con"],
      chan: "",
      open: {
        ...place,
        room,
        parties: [...new Set([...states, office.state])].toSorted(),
        roster: roster.map(({ rec }) => rec).toSorted(),
      },
      rec: office.rec,
      key: keyIdOf(bytesOf(publicKey)),
      dir: { n: world.log.head.n, h: world.log.head.h },
      n: 0,
      ep: token(8),
      parents: [],
      to: states.filter((state) => state !== office.state),
      at: "2026-11-24T08:00:00Z",
      ...change,
    },
  );
  const signed = signAct(act, bytesOf(secretKey));
  if (!signed.ok) throw new Error(signed.refusal);
  return signed.value;
}

/** Whose device seems to have sent a payload. */
type Sender = Pick<FakeOffice, "user" | "key">;

/** Puts a payload into a room as if the device of `from` had sent it to `to`. */
export function putInto(
  world: World,
  from: Sender,
  to: FakeOffice,
  room: RoomId,
  type: string,
  content: FakeEvent["content"],
): void {
  world.network.put(room, {
    sender: from.user,
    senderKey: from.key,
    type,
    content,
    readers: new Set([to.key]),
    shield: "none",
  });
}

/** The same into the room of `to`. */
export function put(
  world: World,
  from: Sender,
  to: FakeOffice,
  type: string,
  content: FakeEvent["content"],
): void {
  putInto(world, from, to, to.room, type, content);
}

/** Puts signed bytes into the room of `to`, as if the device of `from` had sent them. */
export function carry(
  world: World,
  from: FakeOffice,
  to: FakeOffice,
  signed: { bytes: string; sig: string; act?: Act },
): void {
  carryInto(world, from, to, to.room, signed);
}

/** The same into any room. */
export function carryInto(
  world: World,
  from: FakeOffice,
  to: FakeOffice,
  room: RoomId,
  signed: { bytes: string; sig: string; act?: Act },
): void {
  putInto(world, from, to, room, "chat.parley.act", {
    id: token(16),
    act: signed.bytes,
    sig: signed.sig,
    body: signed.act === undefined ? "as text" : fallbackText(signed.act),
  });
}
