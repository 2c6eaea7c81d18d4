/** Codes and numbers of one thing that happened; never a name, an account, a key or a word of anybody. */
export type ServiceLog = (
  event: string,
  facts?: { readonly [name: string]: string | number | boolean },
) => void;

/** A log of JSON lines. */
export function jsonLines(write: (line: string) => void, now: () => number): ServiceLog {
  return (event, facts = {}) => {
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`);
  };
}

/** Where an error came from, without what it says: that may hold somebody's words. */
export function placeOf(error: unknown): { readonly error: string; readonly place: string } {
  if (!(error instanceof Error)) return { error: "no-error", place: "" };
  const frame = error.stack?.split("\n").find((line) => /^\s+at /.test(line)) ?? "";
  const place = /([^/\\]+:\d+):\d+\)?$/.exec(frame)?.[1] ?? "";
  return { error: error.name, place };
}
