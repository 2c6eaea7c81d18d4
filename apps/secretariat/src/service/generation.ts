import { existsSync, readFileSync } from "node:fs";
import { writeAtomically } from "../files/write-file.ts";

/** The three places that say how often the stores were gone on with; each is raised by one, in this order. */
export interface Generations {
  readonly keys: number;
  readonly store: number;
  /** Beside the key, on another disk than the stores. */
  readonly witness: number;
}

/**
 * Whether the stores are those that were used last. After an end at any point of a raise the keys may be one ahead of
 * the store, and both one ahead of the witness; everything else is a copy of one of them, or of both, that was put back.
 * The keys are never behind: an older copy of them is what must not be gone on with.
 */
export function areNewest({ store, keys, witness }: Generations): boolean {
  const isNext = (one: number): boolean => one === witness || one === witness + 1;
  return isNext(store) && isNext(keys) && store <= keys;
}

/** One write of a raise. */
export interface Raise {
  readonly place: keyof Generations;
  readonly to: number;
}

/**
 * The writes that raise the generation of stores that are the newest, in their order. What an earlier raise did not come
 * to is made up for first: after ends in the midst of one raise after another the places are never further apart.
 */
export function raisesOf({ store, witness }: Generations): readonly Raise[] {
  const to = Math.max(store, witness) + 1;
  return [
    ...(store > witness ? [{ place: "witness", to: store } as const] : []),
    { place: "keys", to },
    { place: "store", to },
    { place: "witness", to },
  ];
}

/** 0 where there is no file; null where it says nothing. */
export function readWitness(file: string): number | null {
  if (!existsSync(file)) return 0;
  const text = readFileSync(file, "utf8").trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

export function writeWitness(file: string, generation: number): void {
  writeAtomically(file, `${generation}\n`);
}
