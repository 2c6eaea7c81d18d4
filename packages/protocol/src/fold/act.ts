import type { ActHash, KeyId, RecordId, StateCode } from "@parley/base";
import type { ProfileValue } from "@parley/base";
import type { Act, Ask, Opening, SignedAct } from "../act.ts";
import { FOLD_TABLE, type FoldTable } from "./table.ts";

/** What the fold reads of an act; everything else of the envelope decides no fact. */
export interface FoldAct {
  readonly hash: ActHash;
  readonly key: KeyId;
  readonly rec: RecordId;
  /** Directory head that the author names (`dir.n`). */
  readonly dirN: number;
  readonly prev: ActHash | null;
  readonly parents: readonly ActHash[];
  /** A row of the table, for example `T02`, `T04.ack`, `roster`. */
  readonly kind: string;
  readonly re: ActHash | null;
  readonly f: { readonly [field: string]: ProfileValue };
  /** A release by a second person of the State is in the act. */
  readonly clear: boolean;
  /** Addressees; empty: every party but the author. */
  readonly to: readonly StateCode[];
  readonly open: Opening | null;
  readonly ask?: Ask;
  /** Requests of another channel that this act carries here; none in acts of this version. */
  readonly carry?: readonly CarriedRequest[];
  /** Claimed time, `YYYY-MM-DDThh:mm:ssZ`; for display order and requested times only (ACT-5). */
  readonly at: string;
}

export interface CarriedRequest {
  readonly hash: ActHash;
  readonly by: StateCode;
  readonly kind: string;
}

/** The reply code of a `T04` decides its row; a code that the table does not know leaves `T04`, which has no row. */
export function foldKind(act: Pick<Act, "kind" | "f">, table: FoldTable = FOLD_TABLE): string {
  if (act.kind !== "T04") return act.kind;
  const code = act.f["reply_kind"];
  const reply = typeof code === "string" ? table.replyCodes.get(code) : undefined;
  return reply === undefined ? act.kind : `${act.kind}.${reply}`;
}

/** The verified act as the fold reads it. */
export function toFoldAct(signed: SignedAct): FoldAct {
  const act = signed.act;
  return {
    hash: signed.hash,
    key: act.key,
    rec: act.rec,
    dirN: act.dir.n,
    prev: act.prev ?? null,
    parents: act.parents,
    kind: foldKind(act),
    re: act.re ?? null,
    f: act.f,
    clear: act.clear.length > 0,
    to: act.to,
    open: act.open ?? null,
    ...(act.ask === undefined ? {} : { ask: act.ask }),
    at: act.at,
  };
}

/** What this act builds on directly. */
export function reachesTo(act: FoldAct): readonly ActHash[] {
  return act.prev === null ? act.parents : [act.prev, ...act.parents];
}
