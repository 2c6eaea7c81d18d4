import { randomBytes } from "node:crypto";
import type { ActHash, RecordId, RoomId, StateCode } from "@parley/base";
import { sign } from "@parley/crypto";
import { keyIdOf } from "@parley/directory";
import {
  actHash,
  composeAct,
  encodeAct,
  parseAct,
  signingInput,
  type Act,
  type Content,
  type SignedAct,
} from "@parley/protocol";
import { EARLY_WARNING } from "./early-warning.ts";

/** Random bytes as the protocol writes them. */
export const token = (bytes: number): string => randomBytes(bytes).toString("base64url");

/** A reply that declines. */
export const decline = (text: string): Content => ({
  kind: "T04",
  fields: { reply_kind: "decline", text },
});

/** An office's act key in the hands of a test, and the head that its acts name. */
export interface Signer {
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
  readonly head: { readonly n: number; readonly h: string };
}

/** Where an act that follows belongs: the opening act and its hash. */
export interface Place {
  readonly channel: ActHash;
  readonly opening: Pick<Act, "con" | "level" | "mode">;
}

/** Bytes as they are carried. */
export interface Carried {
  readonly hash: ActHash;
  readonly bytes: string;
  readonly sig: string;
}

/** Any text with a signature over it by the key of `signer`. */
export function bytesBy({ secretKey }: Pick<Signer, "secretKey">, bytes: string): Carried {
  const sig = Buffer.from(sign(signingInput(bytes), secretKey)).toString("base64url");
  return { hash: actHash(bytes), bytes, sig };
}

/** An act that follows, its fields unsigned: on the opening alone, without an act of the same key before it. */
export function actBy(signer: Signer, place: Place, content: Content, change: Partial<Act>): Act {
  const { con, level, mode } = place.opening;
  const act = composeAct(content, {
    nonce: token(16),
    con,
    chan: place.channel,
    level,
    mode,
    rec: signer.rec,
    key: keyIdOf(signer.publicKey),
    dir: { n: signer.head.n, h: signer.head.h },
    n: 0,
    ep: token(8),
    parents: [place.channel],
    to: [],
    at: "2026-11-24T09:00:00Z",
    ...change,
  });
  // What content says otherwise is of kinds that this version does not make.
  const { kind = act.kind, tv = act.tv, f = act.f } = change;
  return { ...act, kind, tv, f };
}

/** An act that opens a channel at technical level for these offices. */
export function openingBy(
  signer: Signer,
  room: RoomId,
  roster: readonly { readonly rec: RecordId; readonly state: StateCode }[],
  change: Partial<Act> = {},
): Act {
  const place = { level: "technical", mode: "exercise" } as const;
  const states = roster.map(({ state }) => state).toSorted();
  return composeAct(
    { kind: "T02", fields: EARLY_WARNING },
    {
      ...place,
      nonce: token(16),
      con: token(16) as Act["con"],
      chan: "",
      open: {
        ...place,
        room,
        parties: [...new Set([...states, signer.state])].toSorted(),
        roster: roster.map(({ rec }) => rec).toSorted(),
      },
      rec: signer.rec,
      key: keyIdOf(signer.publicKey),
      dir: { n: signer.head.n, h: signer.head.h },
      n: 0,
      ep: token(8),
      parents: [],
      to: states.filter((state) => state !== signer.state),
      at: "2026-11-24T08:00:00Z",
      ...change,
    },
  );
}

/** Signs whatever the act says, even what no reader takes: another key than it names, members that do not fit. */
export function signed(signer: Pick<Signer, "secretKey">, act: Act): SignedAct {
  return { ...bytesBy(signer, encodeAct(act)), act };
}

/** The same, of an act that every reader can read. */
export function readable(signer: Pick<Signer, "secretKey">, act: Act): SignedAct {
  const done = signed(signer, act);
  const parsed = parseAct(done.bytes);
  if (!parsed.ok) throw new Error(parsed.refusal);
  return { ...done, act: parsed.value };
}
