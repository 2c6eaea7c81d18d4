import { unreachable } from "@parley/base";
import type { Alarm, ClientSnapshot } from "@parley/client";
import { LOG_REFUSALS } from "@parley/directory";
import { useState, type ReactNode } from "react";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { app } from "../words/en/app.ts";
import { leave } from "../words/en/leave.ts";
import { say, type Message } from "../words/message.ts";
import { DirectoryAlarm, WaitingEntries, type AlarmSetting } from "./DirectoryAlarm.tsx";

type Refused = (Alarm & { readonly kind: "directory-refused" })["reason"];

/** Why a log was refused, as a sentence. */
export function logRefusalWords(reason: Exclude<Refused, "split-view">): string {
  if (reason === "shorter") return say(app.alarms.directory.shorter);
  if (reason === "forked") return say(app.alarms.directory.forked);
  return LOG_REFUSALS[reason];
}

const DISK: { readonly [reason in (Alarm & { readonly kind: "disk" })["reason"]]: Message } = {
  full: app.alarms.disk.text,
  damaged: app.alarms.disk.damaged,
  closed: app.alarms.disk.closed,
  "wrong-key": app.alarms.disk.damaged,
  newer: app.alarms.disk.newer,
};

/** What concerns the whole device, with what to do; each stays until it is settled. */
export function Alarms({
  snapshot,
  onAcceptCopy,
  onSignOut,
  ...setting
}: Omit<AlarmSetting, "own"> & {
  snapshot: ClientSnapshot;
  onAcceptCopy: () => void;
  onSignOut: () => void;
}): ReactNode {
  const [asking, setAsking] = useState(false);
  const signedOut = snapshot.link.state === "signed-out";
  const own = snapshot.me.office?.state ?? null;
  const waiting = waitingEntries(snapshot);
  if (snapshot.alarms.length === 0 && !signedOut && waiting === null) return null;
  return (
    <section className="banners" aria-label={say(app.alarms.region)}>
      {signedOut && (
        <Banner
          tone="alert"
          icon="offline"
          title={say(app.alarms.signedOut.title)}
          urgent
          action={<Button onClick={onSignOut}>{say(app.signOut)}</Button>}
        >
          <p>{say(app.alarms.signedOut.text)}</p>
        </Banner>
      )}
      {shownAlarms(snapshot.alarms, own).map((alarm) => (
        <AlarmBanner
          key={`${alarm.kind} ${"n" in alarm ? alarm.n : ""} ${"reason" in alarm ? alarm.reason : ""}`}
          alarm={alarm}
          own={own}
          {...setting}
          onAcceptCopy={() => setAsking(true)}
        />
      ))}
      {waiting !== null && <WaitingEntries waiting={waiting} own={own} now={setting.now} />}
      {asking && (
        <AcceptCopyDialog
          onClose={() => setAsking(false)}
          onAccept={() => {
            setAsking(false);
            onAcceptCopy();
          }}
        />
      )}
    </section>
  );
}

/** A reset of one's own State is an entry that it did not sign; said once, as what it is. */
function shownAlarms(alarms: readonly Alarm[], own: string | null): readonly Alarm[] {
  const resets = alarms.flatMap((one) =>
    one.kind === "reset" && one.state === own ? [one.n] : [],
  );
  return alarms.filter((one) => one.kind !== "own-state-unsigned" || !resets.includes(one.n));
}

/** Entries that wait for a reset which no alarm names. */
function waitingEntries({
  alarms,
  directory: { waiting },
}: ClientSnapshot): ClientSnapshot["directory"]["waiting"] {
  const named = alarms.some((one) => one.kind === "reset" && one.state === waiting?.state);
  return named ? null : waiting;
}

/** One alarm, in words for what can be done about it. */
export function AlarmBanner({
  alarm,
  onAcceptCopy,
  ...setting
}: AlarmSetting & {
  alarm: Alarm;
  onAcceptCopy: () => void;
}): ReactNode {
  const { onRetry } = setting;
  const { directory, splitView, copy, setBack, disk } = app.alarms;
  switch (alarm.kind) {
    case "directory-refused":
      if (alarm.reason === "split-view") {
        return (
          <Banner
            tone="alert"
            icon="invalid"
            title={say(splitView.title)}
            urgent
            action={<Button onClick={onRetry}>{say(directory.retry)}</Button>}
          >
            <p>{say(splitView.text, { n: alarm.n })}</p>
          </Banner>
        );
      }
      return (
        <Banner
          tone="alert"
          icon="invalid"
          title={say(directory.title)}
          urgent
          action={<Button onClick={onRetry}>{say(directory.retry)}</Button>}
        >
          <p>{say(directory.text, { reason: logRefusalWords(alarm.reason), line: alarm.n })}</p>
        </Banner>
      );
    case "restored-copy":
      return (
        <Banner
          tone="alert"
          icon="copy"
          title={say(copy.title)}
          urgent
          action={<Button onClick={onAcceptCopy}>{say(copy.action)}</Button>}
        >
          <p>{say(copy.text)}</p>
        </Banner>
      );
    case "set-back":
      return (
        <Banner tone="alert" icon="copy" title={say(setBack.title)} urgent>
          <p>{say(setBack.text)}</p>
        </Banner>
      );
    case "own-state-unsigned":
    case "reset":
    case "directory-old":
      return <DirectoryAlarm alarm={alarm} {...setting} />;
    case "disk":
      return (
        <Banner tone="alert" icon="save" title={say(disk.title)} urgent>
          <p>{say(DISK[alarm.reason])}</p>
        </Banner>
      );
    default:
      return unreachable(alarm);
  }
}

function AcceptCopyDialog({
  onClose,
  onAccept,
}: {
  onClose: () => void;
  onAccept: () => void;
}): ReactNode {
  const { copy } = app.alarms;
  return (
    <Dialog
      title={say(copy.dialog)}
      closeLabel={say(leave.close)}
      onClose={onClose}
      grave
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(leave.back)}</Button>
          <Button kind="grave" onClick={onAccept}>
            {say(copy.action)}
          </Button>
        </>
      }
    >
      <p>{say(copy.what)}</p>
      <p>{say(copy.only)}</p>
    </Dialog>
  );
}
