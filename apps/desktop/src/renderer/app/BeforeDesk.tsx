import type { Clock, Instant } from "@parley/base";
import type { Client, ClientSnapshot } from "@parley/client";
import { useEffect, useState, type ReactNode } from "react";
import type { StoreApi } from "zustand/vanilla";
import type { DesktopApi, StartInfo } from "../../contract/index.ts";
import { hereOf, officeName, stateName } from "../acts/index.ts";
import {
  bothTimes,
  Joining,
  joinSteps,
  LargeWords,
  levelsOf,
  NoLonger,
  Verified,
  type Signers,
} from "../features/enrol/index.ts";
import { LeaveDialog, type Way } from "../features/leave/index.ts";
import { IconButton } from "../ui/Button.tsx";
import { Steps } from "../ui/Steps.tsx";
import { app } from "../words/en/app.ts";
import { enrol } from "../words/en/enrol.ts";
import { entry as entryWords } from "../words/en/entry.ts";
import { say } from "../words/message.ts";
import type { Place } from "../words/times.ts";
import { Alarms } from "./Alarms.tsx";
import { BigClock } from "./BigClock.tsx";
import { useNow } from "./clock.ts";
import { DeskStatus } from "./DeskStatus.tsx";
import { Gate } from "./Gate.tsx";
import { pressOf, windowKey } from "./keys.ts";
import type { Preferences } from "./preferences.ts";
import { signersOf } from "./signers.ts";
import { ownDevice, type Shown } from "./standing.ts";
import { isExercise, type TicketPlace } from "./ticket.ts";
import { DeskMenu, ThemeMenu } from "./WindowMenu.tsx";

export interface BeforeDeskProps {
  readonly client: Client;
  readonly snapshot: ClientSnapshot;
  readonly shown: Exclude<Shown, "desk">;
  readonly api: Pick<DesktopApi, "onCloseRequest">;
  readonly clock: Clock;
  readonly preferences: StoreApi<Preferences>;
  readonly info: StartInfo | null;
  readonly place: TicketPlace | null;
  readonly onDesk: () => void;
  /** Leaves for good; nothing that was typed is here. */
  readonly onLeave: (way: Way) => void;
}

/** The pages of a device that is joining, has just been listed, or is not listed any more. */
export function BeforeDesk(props: BeforeDeskProps): ReactNode {
  const { client, snapshot, shown, onLeave } = props;
  const { enrolment, office } = snapshot.me;
  const now = useNow(props.clock, snapshot.link.state === "away" ? "second" : "minute");
  const [large, setLarge] = useState(false);
  const [removing, setRemoving] = useState(false);
  const state = office?.state ?? enrolment?.ticket.state ?? null;
  const here = hereOf(state);
  useEffect(() => props.api.onCloseRequest(() => onLeave("quit")), [props.api, onLeave]);
  useLockKey(onLeave);

  const words = enrolment?.words ?? [];
  const apart = large && shown === "joining" && words.length > 0;
  const signers = signersOf(snapshot, state, props.place?.root ?? null);
  return (
    <>
      <Gate
        exercise={isExercise(props.info, props.place)}
        office={state === null ? say(entryWords.notOpen) : stateName(state)}
        detail={barDetail(snapshot, shown)}
        here={here}
        now={now}
        status={<DeskStatus snapshot={snapshot} now={now} onRetry={() => client.retryNow()} />}
        menus={
          <>
            <ThemeMenu preferences={props.preferences} />
            <IconButton
              icon="lock"
              look="barbtn"
              label={say(app.lockNow)}
              onClick={() => onLeave("lock")}
            />
            <DeskMenu
              preferences={props.preferences}
              onLock={() => onLeave("lock")}
              onSignOut={() => setRemoving(true)}
              onQuit={() => onLeave("quit")}
            />
          </>
        }
        side={apart ? null : <Side {...props} signers={signers} here={here} now={now} />}
      >
        {apart ? (
          <LargeWords words={words} onBack={() => setLarge(false)} />
        ) : (
          <>
            <Alarms
              snapshot={snapshot}
              now={now}
              onOwnRecord={null}
              onRetry={() => client.retryNow()}
              onAcceptCopy={() => void client.acceptCopy()}
              onSignOut={() => setRemoving(true)}
            />
            <Page
              {...props}
              signers={signers}
              here={here}
              now={now}
              onLarger={() => setLarge(true)}
              onSignOut={() => setRemoving(true)}
            />
          </>
        )}
      </Gate>
      {removing && (
        <LeaveDialog
          way="sign-out"
          kept
          snapshot={snapshot}
          onBack={() => setRemoving(false)}
          onLeave={() => onLeave("sign-out")}
        />
      )}
    </>
  );
}

type Drawn = BeforeDeskProps & {
  readonly signers: Signers;
  readonly here: Place;
  readonly now: Instant;
};

function Side({ snapshot, shown, info, signers, here, now }: Drawn): ReactNode {
  const { enrolment } = snapshot.me;
  const version = info !== null && say(entryWords.build, { version: info.version });
  if (shown !== "joining" && shown !== "verified") {
    return (
      <>
        <BigClock here={here} now={now} />
        <p className="meta gate__foot">{version}</p>
      </>
    );
  }
  const { office } = snapshot.me;
  const ticket =
    enrolment?.ticket ??
    (office === null
      ? null
      : { state: office.state, level: [office.level], office: "", expires: 0 });
  return (
    <>
      <h2 className="title">{say(enrol.join)}</h2>
      <Steps
        rows={joinSteps(shown === "joining" ? "words" : "end", {
          ticket,
          k: signers.k,
          colleague: signers.colleagues > 0,
        })}
      />
      <p className="meta gate__foot">
        {enrolment !== null &&
          say(
            enrolment.ticket.expires > now ? enrol.validUntil : enrol.pastValid,
            bothTimes(enrolment.ticket.expires, here, now),
          )}
      </p>
    </>
  );
}

function Page(
  props: Drawn & { readonly onLarger: () => void; readonly onSignOut: () => void },
): ReactNode {
  const { snapshot, shown, here, now } = props;
  const { enrolment, office } = snapshot.me;
  const device = ownDevice(snapshot);
  if (shown === "joining") {
    return (
      enrolment !== null && (
        <Joining
          {...enrolment}
          signers={props.signers}
          drafts={snapshot.drafts.length}
          here={here}
          now={now}
          onLarger={props.onLarger}
          onMeanwhile={props.onDesk}
          onStop={() => props.onLeave("sign-out")}
        />
      )
    );
  }
  if (shown === "verified") {
    return (
      <Verified
        office={office === null ? "" : officeName(office)}
        entry={device?.listed?.n ?? null}
        cosigned={(device?.listed?.cosigners.length ?? 0) > 0}
        onDesk={props.onDesk}
      />
    );
  }
  const since = device?.disabled ?? null;
  return (
    <NoLonger
      why={shown}
      since={since === null ? null : { n: since.n, ...bothTimes(since.at, here, now) }}
      onLook={props.onDesk}
      onSignOut={props.onSignOut}
    />
  );
}

function barDetail({ me }: ClientSnapshot, shown: Shown): string {
  const { bar } = enrol;
  if (shown === "joining" && me.enrolment !== null) {
    return say(bar.notAdmitted, { office: levelsOf(me.enrolment.ticket.level) });
  }
  const office = me.office === null ? null : levelsOf([me.office.level]);
  if (office === null) return say(app.notListed);
  return say(shown === "verified" ? bar.verified : bar.noLonger, { office });
}

function useLockKey(onLeave: (way: Way) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || windowKey(pressOf(event), false) !== "lock") return;
      event.preventDefault();
      onLeave("lock");
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onLeave]);
}
