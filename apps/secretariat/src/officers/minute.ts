import type { Instant } from "@parley/base";

/** `2026-11-26 10:00 UTC`, as it stands in what the tool says to an officer. */
export function minuteOf(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
