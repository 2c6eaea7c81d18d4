import { unreachable, type Clock } from "@parley/base";
import { useCallback, type ReactNode } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { stateName } from "../acts/index.ts";
import {
  bothTimes,
  hindranceWords,
  joinSteps,
  levelsOf,
  OpenTicket,
  Signing,
  YourTicket,
  type GivenTicket,
  type JoinStep,
} from "../features/enrol/index.ts";
import {
  NoNetwork,
  SetPassphrase,
  Stopped,
  stoppedWords,
  Unlock,
  VaultUnreadableStage,
  Working,
} from "../features/entry/index.ts";
import { Icon } from "../ui/Icon.tsx";
import { Steps } from "../ui/Steps.tsx";
import { app } from "../words/en/app.ts";
import { enrol } from "../words/en/enrol.ts";
import { entry as words } from "../words/en/entry.ts";
import { say, type Message } from "../words/message.ts";
import type { Place } from "../words/times.ts";
import { BigClock } from "./BigClock.tsx";
import { useNow } from "./clock.ts";
import type { Entry } from "./entry.ts";
import { Gate } from "./Gate.tsx";
import type { Preferences } from "./preferences.ts";
import type { Stage } from "./stage.ts";
import { isExercise } from "./ticket.ts";
import { ThemeMenu } from "./WindowMenu.tsx";

/** Everything before and after the desk: the ticket, the passphrase, unlocking, and what is in the way. */
export function EntryScreen({
  entry,
  clock,
  preferences,
}: {
  entry: Entry;
  clock: Clock;
  preferences: StoreApi<Preferences>;
}): ReactNode {
  const stage = useStore(entry.stage);
  const now = useNow(clock, stage.at === "unlock" ? "second" : "minute");
  const here = { name: say(app.here), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
  const ticket = "ticket" in stage ? stage.ticket : null;
  return (
    <Gate
      exercise={isExercise(entry.info, entry.place)}
      office={ticket === null ? say(STANDING[stage.at].office) : stateName(ticket.state)}
      detail={
        ticket === null
          ? say(words.desktop)
          : say(enrol.bar.notAdmitted, { office: levelsOf(ticket.level) })
      }
      here={here}
      now={now}
      status={
        <span className="link">
          <Icon name="offline" />
          {say(app.link.away)}
        </span>
      }
      menus={<ThemeMenu preferences={preferences} />}
      side={
        <>
          {STANDING[stage.at].step === null ? (
            <BigClock here={here} now={now} />
          ) : (
            <>
              <h2 className="title">{say(enrol.join)}</h2>
              <Steps
                rows={joinSteps(STANDING[stage.at].step ?? "ticket", {
                  ticket,
                  k: entry.place?.root.k ?? 1,
                  colleague: null,
                })}
              />
            </>
          )}
          <p className="meta gate__foot">
            {ticket !== null && (
              <>
                {say(enrol.validUntil, bothTimes(ticket.expires, here, now))}
                <br />
              </>
            )}
            {entry.info !== null && say(words.build, { version: entry.info.version })}
          </p>
        </>
      }
    >
      <StageContent entry={entry} stage={stage} here={here} now={now} />
    </Gate>
  );
}

/** What the bar says of this device, and which step of joining it is at; null where it is at none. */
const STANDING: {
  readonly [at in Stage["at"]]: { readonly office: Message; readonly step: JoinStep | null };
} = {
  starting: { office: words.notSignedIn, step: null },
  "no-network": { office: words.notSignedIn, step: null },
  ticket: { office: words.notSignedIn, step: "ticket" },
  yours: { office: words.notSignedIn, step: "ticket" },
  passphrase: { office: words.notSignedIn, step: "passphrase" },
  enrol: { office: words.notSignedIn, step: "sign-in" },
  opening: { office: words.notOpen, step: null },
  unlock: { office: words.locked, step: null },
  "vault-unreadable": { office: words.locked, step: null },
  ready: { office: words.notOpen, step: null },
  closing: { office: words.notOpen, step: null },
  stopped: { office: words.notOpen, step: null },
};

function StageContent({
  entry,
  stage,
  here,
  now,
}: {
  entry: Entry;
  stage: Stage;
  here: Place;
  now: number;
}): ReactNode {
  switch (stage.at) {
    case "starting":
      return <Working title={say(words.starting)} lead="" />;
    case "no-network":
      return <NoNetwork problem={stage.problem} build={entry.info?.build ?? "release"} />;
    case "vault-unreadable":
      return (
        <VaultUnreadableStage
          reason={stage.reason}
          onAgain={() => entry.tryAgain()}
          onAnew={() => entry.startAnew()}
        />
      );
    case "ticket":
      return <TicketStage entry={entry} stage={stage} />;
    case "yours":
      return (
        <YourTicket
          ticket={stage.ticket}
          mode={entry.place?.root.mode ?? "exercise"}
          server={entry.place?.server ?? ""}
          here={here}
          now={now}
          onGoOn={() => entry.takeTicket()}
          onNotMine={() => entry.putTicketAside()}
        />
      );
    case "passphrase":
      return (
        <SetPassphrase
          keychain={entry.info?.keychain ?? "unavailable"}
          working={stage.working}
          refusal={stage.refusal}
          onChosen={(passphrase) => entry.choosePassphrase(passphrase)}
        />
      );
    case "enrol":
      return (
        <Signing
          working={stage.working}
          problem={stage.problem === null ? null : hindranceWords(stage.problem, stoppedWords)}
          onAgain={() => entry.enrolAgain()}
          onOther={() => entry.otherTicket()}
        />
      );
    case "unlock":
      return (
        <Unlock
          working={stage.working}
          wrong={stage.wrong}
          notBefore={stage.notBefore}
          now={now}
          onUnlock={(passphrase) => entry.unlock(passphrase)}
          onAnew={() => entry.startAnew()}
        />
      );
    case "opening":
    case "ready":
      return <Working title={say(words.opening.title)} lead={say(words.opening.lead)} />;
    case "closing": {
      const { lock, signOut, quit, lead } = words.leaving;
      const title = { lock, "sign-out": signOut, quit }[stage.why];
      return <Working title={say(title)} lead={say(lead)} />;
    }
    case "stopped":
      return (
        <Stopped
          reason={stage.reason}
          onAgain={() => entry.tryAgain()}
          onAnew={() => entry.startAnew()}
        />
      );
    default:
      return unreachable(stage);
  }
}

function TicketStage({
  entry,
  stage,
}: {
  entry: Entry;
  stage: Extract<Stage, { readonly at: "ticket" }>;
}): ReactNode {
  const onGiven = useCallback((given: GivenTicket) => entry.giveTicket(given), [entry]);
  return (
    <OpenTicket
      server={entry.place?.server ?? ""}
      reading={stage.reading}
      fault={stage.fault}
      putAside={stage.putAside}
      onGiven={onGiven}
      onPaste={() => entry.pasteTicket()}
    />
  );
}
