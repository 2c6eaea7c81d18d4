import type { Instant } from "@parley/base";
import type { ReactNode } from "react";
import { clockIn, dayIn, UTC, type Place } from "../words/times.ts";

/** The time here and in UTC, large, and the day. */
export function BigClock({ here, now }: { here: Place; now: Instant }): ReactNode {
  return (
    <div className="bigclock">
      <time>{clockIn(now, here)}</time>
      <span>{here.name}</span>
      {here.name !== UTC.name && (
        <>
          <time>{clockIn(now, UTC)}</time>
          <span>{UTC.name}</span>
        </>
      )}
      <small className="muted">{dayIn(now, here)}</small>
    </div>
  );
}
