import type { ActHash, KeyId, Level, Power, RecordId, StateCode } from "@parley/base";
import type { FoldAct, FoldDirectory } from "../../src/index.ts";

/** A small directory log: records, and when keys were listed and disabled. */
export class Log implements FoldDirectory {
  head = 1;
  readonly records = new Map<string, readonly [StateCode, readonly Level[], readonly Power[]]>();
  readonly keys = new Map<string, { rec: string; at: number; off: number | null }>();

  record(rec: string, state: string, levels: readonly string[], powers: readonly string[]): void {
    this.records.set(rec, [state as StateCode, levels as Level[], powers as Power[]]);
  }
  list(key: string, rec: string, at = 1): void {
    this.keys.set(key, { rec, at, off: null });
  }
  disable(key: string): void {
    this.head += 1;
    const known = this.keys.get(key);
    if (known !== undefined) known.off = this.head;
  }
  state(rec: RecordId): StateCode | null {
    return this.records.get(rec)?.[0] ?? null;
  }
  levels(rec: RecordId): readonly Level[] {
    return this.records.get(rec)?.[1] ?? [];
  }
  powers(rec: RecordId): readonly Power[] {
    return this.records.get(rec)?.[2] ?? [];
  }
  listed(key: KeyId, rec: RecordId, n: number): boolean {
    const known = this.keys.get(key);
    return (
      known !== undefined &&
      known.rec === rec &&
      known.at <= n &&
      (known.off === null || known.off > n)
    );
  }
  disabledAt(key: KeyId): number | null {
    return this.keys.get(key)?.off ?? null;
  }
}

export interface Signing {
  readonly hash: string;
  readonly key: string;
  readonly rec: string;
  readonly dirN: number;
  readonly prev?: string | null;
  readonly parents?: readonly string[];
  readonly kind: string;
  readonly re?: string | null;
  readonly f?: Record<string, string>;
  readonly clear?: boolean;
  readonly to?: readonly string[];
  readonly open?: {
    parties: readonly string[];
    roster: readonly string[];
    level: string;
    facilitator?: string | null;
  };
  readonly ask?: Record<string, string>;
  readonly carry?: readonly { h: string; by: string; kind: string }[];
  readonly at?: string;
}

/** An act with plain names in the place of hashes, for tests that look at the fold alone. */
export function sign(one: Signing): FoldAct {
  return {
    hash: one.hash as ActHash,
    key: one.key as KeyId,
    rec: one.rec as RecordId,
    dirN: one.dirN,
    prev: (one.prev ?? null) as ActHash | null,
    parents: (one.parents ?? []).filter((hash) => hash !== one.prev) as ActHash[],
    kind: one.kind,
    re: (one.re ?? null) as ActHash | null,
    f: one.f ?? {},
    clear: one.clear ?? false,
    to: (one.to ?? []) as StateCode[],
    open:
      one.open === undefined
        ? null
        : {
            room: "!r" as never,
            mode: "exercise",
            level: one.open.level as Level,
            parties: one.open.parties as StateCode[],
            roster: one.open.roster as RecordId[],
            ...(one.open.facilitator ? { facilitator: one.open.facilitator as StateCode } : {}),
          },
    ask: one.ask ?? {},
    carry: (one.carry ?? []).map(({ h, by, kind }) => ({
      hash: h as ActHash,
      by: by as StateCode,
      kind,
    })),
    at: one.at ?? "2026-03-03T00:00:00Z",
  };
}

/** Facts as text, with maps and sets in one order, so that two can be compared. */
export function digest(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (one instanceof Map)
      return Object.fromEntries<unknown>(
        [...one].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
    return one;
  });
}

/** The same acts in an order given by the numbers. */
export function shuffle<T>(acts: readonly T[], numbers: readonly number[]): readonly T[] {
  return acts
    .map(
      (act, i) => [((numbers[i % numbers.length] ?? 0) * 7919 + i * 104729) % 65537, act] as const,
    )
    .toSorted(([a], [b]) => a - b)
    .map(([, act]) => act);
}
