import { describe, expect, it } from "vitest";
import { requestRefusal } from "../src/refusal.ts";

describe("what a failed request means", () => {
  it.each([
    [{}, { reason: "away" }],
    [{ status: 200 }, { reason: "away" }],
    [{ status: 302 }, { reason: "away" }],
    [{ status: 404 }, { reason: "away" }],
    [{ status: 502 }, { reason: "away" }],
    [{ status: 500, code: "M_UNKNOWN" }, { reason: "away" }],
    [
      { status: 403, code: "M_FORBIDDEN" },
      { reason: "refused", detail: "403 M_FORBIDDEN" },
    ],
    [{ status: 413 }, { reason: "too-large" }],
    [{ status: 400, code: "M_TOO_LARGE" }, { reason: "too-large" }],
    [
      { status: 429, retryAfter: 700 },
      { reason: "limited", retryAfter: 700 },
    ],
    [
      { status: 429, code: "M_LIMIT_EXCEEDED" },
      { reason: "limited", retryAfter: 5_000 },
    ],
    [
      { status: 429, retryAfter: -1 },
      { reason: "limited", retryAfter: 5_000 },
    ],
    [
      { status: 429, retryAfter: Number.NaN },
      { reason: "limited", retryAfter: 5_000 },
    ],
    [
      { status: 429, retryAfter: 10 ** 12 },
      { reason: "limited", retryAfter: 120_000 },
    ],
  ])("[OUTBOX-1] %o", (failure, refusal) => {
    expect(requestRefusal(failure)).toEqual(refusal);
  });
});
