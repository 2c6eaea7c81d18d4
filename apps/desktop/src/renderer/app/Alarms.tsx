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
  onRetry,
  onAcceptCopy,
  onSignOut,
}: {
  snapshot: ClientSnapshot;
  onRetry: () => void;
  onAcceptCopy: () => void;
  onSignOut: () => void;
}): ReactNode {
  const [asking, setAsking] = useState(false);
  const signedOut = snapshot.link.state === "signed-out";
  if (snapshot.alarms.length === 0 && !signedOut) return null;
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
      {snapshot.alarms.map((alarm) => (
        <AlarmBanner
          key={`${alarm.kind} ${"n" in alarm ? alarm.n : ""} ${"reason" in alarm ? alarm.reason : ""}`}
          alarm={alarm}
          onRetry={onRetry}
          onAcceptCopy={() => setAsking(true)}
        />
      ))}
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

/** One alarm, in words for what can be done about it. */
export function AlarmBanner({
  alarm,
  onRetry,
  onAcceptCopy,
}: {
  alarm: Alarm;
  onRetry: () => void;
  onAcceptCopy: () => void;
}): ReactNode {
  const { directory, splitView, copy, setBack, ownState, reset, old, disk } = app.alarms;
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
      return (
        <Banner tone="alert" icon="invalid" title={say(ownState.title)} urgent>
          <p>{say(ownState.text, { n: alarm.n })}</p>
        </Banner>
      );
    case "reset":
      return (
        <Banner tone="alert" icon="invalid" title={say(reset.title)}>
          <p>{say(reset.text, { state: alarm.state, n: alarm.n })}</p>
        </Banner>
      );
    case "directory-old":
      return (
        <Banner
          tone="alert"
          icon="invalid"
          title={say(old.title)}
          action={<Button onClick={onRetry}>{say(directory.retry)}</Button>}
        >
          <p>{say(old.text)}</p>
        </Banner>
      );
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
