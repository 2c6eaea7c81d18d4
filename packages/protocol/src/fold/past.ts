/** A set of small numbers (positions of acts in fold order), one bit each. */
export type Positions = Uint32Array;

export function noPositions(size: number): Positions {
  return new Uint32Array((size + 31) >>> 5);
}

export function holds(set: Positions, position: number): boolean {
  return (((set[position >>> 5] ?? 0) >>> (position & 31)) & 1) === 1;
}

export function include(set: Positions, position: number): void {
  const word = position >>> 5;
  set[word] = (set[word] ?? 0) | (1 << (position & 31));
}

/** Adds all of `other` to `set`. */
export function includeAll(set: Positions, other: Positions): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) | (other[i] ?? 0);
}

/** Takes out of `set` what is not in `other`. */
export function keepOnly(set: Positions, other: Positions): void {
  for (let i = 0; i < set.length; i++) set[i] = (set[i] ?? 0) & (other[i] ?? 0);
}

/** In rising order. */
export function listed(set: Positions): readonly number[] {
  const out: number[] = [];
  for (let i = 0; i < set.length; i++) {
    for (let word = set[i] ?? 0; word !== 0; word &= word - 1) {
      out.push(i * 32 + 31 - Math.clz32(word & -word));
    }
  }
  return out;
}
