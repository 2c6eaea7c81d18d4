import type { Clock } from "@parley/base";
import type { ActionRefusal, Client } from "@parley/client";
import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { DesktopApi } from "../../contract/index.ts";
import {
  DirectoryContext,
  hereOf,
  officeName,
  refusalText,
  type DirectoryAtHand,
} from "../acts/index.ts";
import { makeUnsent } from "../features/directory/index.ts";
import { hasToAsk, LeaveDialog, type Way } from "../features/leave/index.ts";
import { Banner } from "../ui/Banner.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";
import { UTC } from "../words/times.ts";
import { Alarms } from "./Alarms.tsx";
import { keepAttention } from "./attention.ts";
import { Bar } from "./Bar.tsx";
import { useNow } from "./clock.ts";
import type { DeskActions } from "./desk-actions.ts";
import { DeskScreen } from "./DeskScreen.tsx";
import { DeskStatus } from "./DeskStatus.tsx";
import { ExerciseBand } from "./ExerciseBand.tsx";
import type { Flushes } from "./flushes.ts";
import { pressOf, toNextRegion, windowKey } from "./keys.ts";
import type { Moves } from "./moves.ts";
import type { Preferences } from "./preferences.ts";
import { Rail } from "./Rail.tsx";
import { consultationOf, DIRECTORY, HOME, settled, type Route } from "./route.ts";
import { DeskMenu, ThemeMenu } from "./WindowMenu.tsx";

export interface DeskProps {
  readonly client: Client;
  readonly api: Pick<DesktopApi, "attention" | "onCloseRequest">;
  readonly clock: Clock;
  readonly preferences: StoreApi<Preferences>;
  readonly moves: Moves;
  readonly actions: DeskActions;
  readonly flushes: Flushes;
  /** Leaves for good; what forms hold is kept by then, or a person chose to lose it. */
  readonly onLeave: (way: Way) => void;
  /** Whether nothing here is real. */
  readonly exercise: boolean;
  /** Back to the pages of a device that is not listed yet. */
  readonly onJoin: () => void;
  readonly onFault: (fault: unknown) => void;
}

/** Where a person works: the bar, the rail, one screen, and what concerns the whole device. */
export function Desk(props: DeskProps): ReactNode {
  const { client, clock, preferences, moves } = props;
  const routes = moves.route;
  const snapshot = useSyncExternalStore(
    useCallback((listener) => client.subscribe(listener), [client]),
    () => client.snapshot(),
  );
  // Only "next try in so many seconds" counts seconds.
  const now = useNow(clock, snapshot.link.state === "away" ? "second" : "minute");
  const route = settled(useStore(routes), snapshot);
  const { singleKeys } = useStore(preferences);
  const stays = useStore(moves.stays);
  const [asking, setAsking] = useState<{ readonly way: Way; readonly kept: boolean } | null>(null);
  const [unsent] = useState(makeUnsent);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const { office } = snapshot.me;
  const here = office === null ? UTC : hereOf(office.state);

  useEffect(() => routes.setState(route, true), [routes, route]);
  useEffect(
    () => keepAttention(client, props.api, props.onFault),
    [client, props.api, props.onFault],
  );
  const go = useCallback(
    (to: Route) => {
      setRefusal(null);
      void moves.to(to);
    },
    [moves],
  );
  const { onLeave, flushes } = props;
  const leave = useCallback(
    (way: Way) => {
      void flushes.run().then((kept) => {
        if (!kept || hasToAsk(way, client.snapshot())) setAsking({ way, kept });
        else onLeave(way);
      });
    },
    [client, flushes, onLeave],
  );
  useEffect(() => props.api.onCloseRequest(() => leave("quit")), [props.api, leave]);
  useFocusAfter(route);
  useWindowKeys({ route, singleKeys, go, leave });

  const directory = useMemo(
    (): DirectoryAtHand => ({
      snapshot,
      now,
      openRecord: (rec) => go({ place: "directory", page: { show: "record", rec } }),
    }),
    [snapshot, now, go],
  );
  return (
    <DirectoryContext value={directory}>
      <a className="skip" href="#main">
        {say(app.skip)}
      </a>
      <div className="app">
        {props.exercise && <ExerciseBand />}
        <Bar
          office={office === null ? accountOf(snapshot.me.user) : officeName(office)}
          detail={office === null ? say(app.notListed) : accountOf(snapshot.me.user)}
          here={here}
          now={now}
          status={<DeskStatus snapshot={snapshot} now={now} onRetry={() => client.retryNow()} />}
        >
          <ThemeMenu preferences={preferences} />
          <IconButton
            icon="lock"
            look="barbtn"
            label={say(app.lockNow)}
            onClick={() => leave("lock")}
          />
          <DeskMenu
            preferences={preferences}
            onLock={() => leave("lock")}
            onSignOut={() => leave("sign-out")}
            onQuit={() => leave("quit")}
          />
        </Bar>
        <Rail
          snapshot={snapshot}
          route={route}
          current={consultationOf(route, snapshot)?.id ?? null}
          now={now}
          onGo={go}
        />
        <main className="main" id="main" tabIndex={-1} data-region="main">
          <Alarms
            snapshot={snapshot}
            now={now}
            onOwnRecord={() => go(DIRECTORY)}
            onRetry={() => client.retryNow()}
            onAcceptCopy={() => void client.acceptCopy()}
            onSignOut={() => leave("sign-out")}
          />
          {stays !== null && (
            <div className="banners">
              <Banner
                tone="alert"
                icon="save"
                title={say(app.stays.title)}
                urgent
                action={<Button onClick={() => go(stays)}>{say(app.stays.again)}</Button>}
              >
                <p>{say(app.stays.text)}</p>
              </Banner>
            </div>
          )}
          {refusal !== null && (
            <div className="banners">
              <Banner tone="notice" title={say(app.draftRefused)} urgent>
                <p>{refusalText(refusal)}</p>
              </Banner>
            </div>
          )}
          <DeskScreen
            {...props}
            snapshot={snapshot}
            now={now}
            route={route}
            singleKeys={singleKeys}
            go={go}
            onRefused={setRefusal}
            unsent={unsent}
          />
        </main>
      </div>
      {asking !== null && (
        <LeaveDialog
          way={asking.way}
          kept={asking.kept}
          snapshot={snapshot}
          onBack={() => setAsking(null)}
          onLeave={() => onLeave(asking.way)}
        />
      )}
    </DirectoryContext>
  );
}

/** What had the focus may have gone with the last screen; it goes on in the new one. */
function useFocusAfter(route: Route): void {
  const shown = route.place === "consultation" ? `consultation ${route.con ?? ""}` : route.place;
  const last = useRef(shown);
  useEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    if (document.activeElement === document.body) document.getElementById("main")?.focus();
  });
}

/** Local part of a Matrix user id. */
function accountOf(user: string): string {
  return user.slice(1).split(":")[0] ?? user;
}

function useWindowKeys({
  route,
  singleKeys,
  go,
  leave,
}: {
  route: Route;
  singleKeys: boolean;
  go: (to: Route) => void;
  leave: (way: Way) => void;
}): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const key = windowKey(pressOf(event), singleKeys);
      if (key === null || (key === "new" && route.place === "compose")) return;
      if (key === "back" && route.place !== "choose") return;
      // The screen of a consultation moves between its own regions and the rail itself.
      if ((key === "region" || key === "region-back") && route.place === "consultation") return;
      event.preventDefault();
      switch (key) {
        case "new":
          go({ place: "choose" });
          break;
        case "lock":
          leave("lock");
          break;
        case "back":
          if (route.place === "choose") go(HOME);
          break;
        case "home":
          go(HOME);
          break;
        case "directory":
          go(DIRECTORY);
          break;
        case "region":
          toNextRegion(1);
          break;
        case "region-back":
          toNextRegion(-1);
          break;
      }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [route, singleKeys, go, leave]);
}
