/** An expected refusal travels as a value; exceptions are for bugs. */
export type Result<T, R> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R };

/** Wraps a value that passed. */
export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps the reason why a value did not pass. */
export function refuse<R>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}

/** Marks a switch as complete: compiles only while every case is handled. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${String(value)}`);
}
