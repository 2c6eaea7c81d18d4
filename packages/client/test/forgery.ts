import type { RoomId } from "@parley/base";
import { fallbackText, type Act, type Content, type SignedAct } from "@parley/protocol";
import type { FakeEvent } from "./fake-network.ts";
import type { FakeOffice } from "./fake-office.ts";
import { actBy, openingBy, readable, token, type Signer } from "./forged-act.ts";
import type { World } from "./world.ts";

export { decline, token } from "./forged-act.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64url"));

/** An office's own key, outside its client: as a copy of its profile would have it. */
function signerOf(world: World, office: FakeOffice): Signer {
  const [text] = [...(office.disk.tables.get("profile")?.values() ?? [])];
  const { act } = JSON.parse(text ?? "{}") as { act: { publicKey: string; secretKey: string } };
  return {
    rec: office.rec,
    state: office.state,
    publicKey: bytesOf(act.publicKey),
    secretKey: bytesOf(act.secretKey),
    head: world.log.head,
  };
}

/** Signs with an office's own key, outside its client: as a copy of its profile would. */
export function signAs(
  world: World,
  office: FakeOffice,
  opening: Act,
  content: Content,
  change: Partial<Act>,
): SignedAct {
  const signer = signerOf(world, office);
  const place = { channel: office.consultation.id as SignedAct["hash"], opening };
  return readable(signer, actBy(signer, place, content, change));
}

/** An act that opens a channel at technical level for these offices, signed with an office's own key outside its client. */
export function signOpeningAs(
  world: World,
  office: FakeOffice,
  room: RoomId,
  roster: readonly FakeOffice[],
  change: Partial<Act> = {},
): SignedAct {
  const signer = signerOf(world, office);
  return readable(signer, openingBy(signer, room, roster, change));
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
