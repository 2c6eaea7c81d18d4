import { unreachable, type Instant, type StateCode } from "@parley/base";
import type { Alarm, ClientSnapshot } from "@parley/client";
import type { ReactNode } from "react";
import { ageWords, hereOf, stateName } from "../acts/index.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { app } from "../words/en/app.ts";
import { directory as words } from "../words/en/directory.ts";
import { say } from "../words/message.ts";
import { dayOnly, momentIn, UTC } from "../words/times.ts";

/** What the directory itself gives cause to look at. */
export type OfDirectory = Extract<
  Alarm,
  { readonly kind: "own-state-unsigned" | "reset" | "directory-old" }
>;

export interface AlarmSetting {
  readonly own: StateCode | null;
  readonly now: Instant;
  readonly onRetry: () => void;
  /** Goes to one's own record; null where no record can be shown yet. */
  readonly onOwnRecord: (() => void) | null;
}

/** One alarm about the directory, in words for what can be done about it. */
export function DirectoryAlarm({
  alarm,
  own,
  now,
  onRetry,
  onOwnRecord,
}: AlarmSetting & { alarm: OfDirectory }): ReactNode {
  const { unsigned, reset, old } = words.alarm;
  switch (alarm.kind) {
    case "own-state-unsigned":
      return (
        <Banner
          tone="alert"
          icon="invalid"
          title={say(unsigned.title)}
          urgent
          action={
            onOwnRecord !== null && <Button onClick={onOwnRecord}>{say(unsigned.look)}</Button>
          }
        >
          <p>{say(unsigned.text, { n: alarm.n, day: dayOnly(alarm.at, UTC) })}</p>
        </Banner>
      );
    case "reset": {
      const state = stateName(alarm.state);
      const until = untilWords(alarm.until, own, now);
      const passed = alarm.until <= now;
      const text = say(passed ? reset.textNow : reset.text, { state, n: alarm.n, until });
      return (
        <Banner
          tone={alarm.state === own ? "alert" : "notice"}
          icon="invalid"
          title={say(reset.title, { state })}
          urgent
          action={
            alarm.state === own &&
            onOwnRecord !== null && <Button onClick={onOwnRecord}>{say(unsigned.look)}</Button>
          }
        >
          <p>{text}</p>
          {alarm.state === own && !passed && <p>{say(reset.own)}</p>}
        </Banner>
      );
    }
    case "directory-old": {
      const head = `${momentIn(alarm.headAt, UTC, now)} UTC`;
      return (
        <Banner
          tone="notice"
          icon="behind"
          title={say(old.title)}
          urgent
          action={<Button onClick={onRetry}>{say(app.alarms.directory.retry)}</Button>}
        >
          <p>
            {alarm.headAt > 0
              ? say(old.text, { head, age: ageWords(alarm.headAt, now) })
              : say(old.none)}
          </p>
        </Banner>
      );
    }
    default:
      return unreachable(alarm);
  }
}

/** Says that what came is not taken up yet; the reset itself may not be an alarm here any more. */
export function WaitingEntries({
  waiting,
  own,
  now,
}: {
  waiting: NonNullable<ClientSnapshot["directory"]["waiting"]>;
  own: StateCode | null;
  now: Instant;
}): ReactNode {
  const { title, text } = words.alarm.waiting;
  const state = stateName(waiting.state);
  return (
    <Banner tone="notice" icon="clock" title={say(title, { state })}>
      <p>{say(text, { state, until: untilWords(waiting.until, own, now) })}</p>
    </Banner>
  );
}

/** "Wed 11 March 02:41 (00:41 UTC)": here first, as every time. */
function untilWords(until: Instant, own: StateCode | null, now: Instant): string {
  const here = hereOf(own);
  const utc = `${momentIn(until, UTC, now)} UTC`;
  return here.name === UTC.name ? utc : `${momentIn(until, here, now)} (${utc})`;
}
