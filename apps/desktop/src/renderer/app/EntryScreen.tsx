import { unreachable, type Clock } from "@parley/base";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import {
  NoExercise,
  SetPassphrase,
  SignIn,
  Stopped,
  Unlock,
  VaultUnreadableStage,
  Working,
} from "../features/entry/index.ts";
import { Icon } from "../ui/Icon.tsx";
import { Steps, type StepRow } from "../ui/Steps.tsx";
import { app } from "../words/en/app.ts";
import { entry as words } from "../words/en/entry.ts";
import { say, type Message } from "../words/message.ts";
import { clockIn, dayIn, UTC } from "../words/times.ts";
import { Bar } from "./Bar.tsx";
import { useNow } from "./clock.ts";
import type { Entry } from "./entry.ts";
import { ExerciseBand } from "./ExerciseBand.tsx";
import type { Preferences } from "./preferences.ts";
import type { Stage } from "./stage.ts";
import { ThemeMenu } from "./WindowMenu.tsx";

/** Everything before and after the desk: signing in, passphrase, unlocking, and what is in the way. */
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
  const settingUp = STANDING[stage.at].steps;
  return (
    <>
      <a className="skip" href="#main">
        {say(app.skip)}
      </a>
      <div className="gate">
        {entry.info?.build !== "release" && <ExerciseBand />}
        <Bar
          office={say(STANDING[stage.at].office)}
          detail={say(words.desktop)}
          here={here}
          now={now}
          status={
            <span className="link">
              <Icon name="offline" />
              {say(app.link.away)}
            </span>
          }
        >
          <ThemeMenu preferences={preferences} />
        </Bar>
        <div className="gate__b">
          <aside className="gate__side" aria-label={say(words.brand)}>
            {settingUp ? (
              <Steps rows={stepRows(stage)} />
            ) : (
              <div className="bigclock">
                <time>{clockIn(now, here)}</time>
                <span>{here.name}</span>
                <time>{clockIn(now, UTC)}</time>
                <span>{UTC.name}</span>
                <small className="muted">{dayIn(now, here)}</small>
              </div>
            )}
            {entry.info !== null && (
              <p className="meta gate__foot">{say(words.build, { version: entry.info.version })}</p>
            )}
          </aside>
          <main className="gate__main" id="main" tabIndex={-1}>
            <StageContent entry={entry} stage={stage} now={now} />
          </main>
        </div>
      </div>
    </>
  );
}

/** What the bar says of this device, and whether it is being set up. */
const STANDING: {
  readonly [at in Stage["at"]]: { readonly office: Message; readonly steps: boolean };
} = {
  starting: { office: words.notSignedIn, steps: true },
  "no-exercise": { office: words.notSignedIn, steps: true },
  "sign-in": { office: words.notSignedIn, steps: true },
  passphrase: { office: words.notOpen, steps: true },
  opening: { office: words.notOpen, steps: true },
  unlock: { office: words.locked, steps: false },
  "vault-unreadable": { office: words.locked, steps: false },
  ready: { office: words.notOpen, steps: false },
  closing: { office: words.notOpen, steps: false },
  stopped: { office: words.notOpen, steps: false },
};

function stepRows(stage: Stage): readonly StepRow[] {
  const at = { "sign-in": 0, passphrase: 1, opening: 2 }[stage.at as string] ?? 0;
  const rows = [
    { name: say(words.steps.signIn), detail: say(words.steps.signInDetail) },
    { name: say(words.steps.passphrase), detail: say(words.steps.passphraseDetail) },
    { name: say(words.steps.listed), detail: say(words.steps.listedDetail) },
  ];
  return rows.map((row, i) => ({ ...row, at: i < at ? "done" : i === at ? "now" : "open" }));
}

function StageContent({
  entry,
  stage,
  now,
}: {
  entry: Entry;
  stage: Stage;
  now: number;
}): ReactNode {
  switch (stage.at) {
    case "starting":
      return <Working title={say(words.starting)} lead="" />;
    case "no-exercise":
      return <NoExercise problem={stage.problem} />;
    case "vault-unreadable":
      return (
        <VaultUnreadableStage
          reason={stage.reason}
          onAgain={() => entry.tryAgain()}
          onAnew={() => entry.startAnew()}
        />
      );
    case "sign-in":
      return (
        <SignIn
          homeserver={entry.info?.exercise?.homeserver ?? ""}
          account={entry.info?.exercise?.account ?? ""}
          working={stage.working}
          refusal={stage.refusal}
          onSignIn={() => entry.signIn()}
          onCancel={() => entry.cancelSignIn()}
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
