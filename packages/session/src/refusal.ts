import type { RequestRefusal } from "./port.ts";

/** What a failed request shows of itself; of the SDK's errors and of plain replies alike. */
export interface RequestFailure {
  /** HTTP status; absent where no reply came. */
  readonly status?: number | undefined;
  /** `errcode` of a Matrix error; absent where the reply was not one. */
  readonly code?: string | undefined;
  /** Wait that the server asks for, in ms. */
  readonly retryAfter?: number | undefined;
}

/** Asked of a server that limits without saying for how long, in ms. */
const WAIT_UNSAID = 5_000;
/** No server makes us wait longer than this before the next attempt, in ms. */
const LONGEST_WAIT = 120_000;

/**
 * What a failure means for the one who asked. Only a Matrix error with a 4xx status is the homeserver's own
 * word; anything else (no reply, a page of a proxy or a portal, 5xx) means that it is not there.
 */
export function requestRefusal(failure: RequestFailure): RequestRefusal | { reason: "too-large" } {
  const { status, code } = failure;
  if (status === 429 || code === "M_LIMIT_EXCEEDED") {
    return { reason: "limited", retryAfter: wait(failure.retryAfter) };
  }
  // A proxy in front may refuse a large body with a page of its own.
  if (status === 413) return { reason: "too-large" };
  if (status === undefined || code === undefined || status < 400 || status >= 500) {
    return { reason: "away" };
  }
  return code === "M_TOO_LARGE"
    ? { reason: "too-large" }
    : { reason: "refused", detail: `${status} ${code}` };
}

function wait(asked: number | undefined): number {
  if (asked === undefined || !Number.isFinite(asked) || asked < 0) return WAIT_UNSAID;
  return Math.min(asked, LONGEST_WAIT);
}
