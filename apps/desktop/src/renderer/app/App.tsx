import type { Clock } from "@parley/base";
import type { Client } from "@parley/client";
import { useCallback, useEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { DesktopApi } from "../../contract/index.ts";
import type { Way } from "../features/leave/index.ts";
import { BeforeDesk } from "./BeforeDesk.tsx";
import { Desk } from "./Desk.tsx";
import { DeskActions } from "./desk-actions.ts";
import type { Entry } from "./entry.ts";
import { EntryScreen } from "./EntryScreen.tsx";
import { Flushes } from "./flushes.ts";
import type { Preferences } from "./preferences.ts";
import { Moves } from "./moves.ts";
import { makeRoute } from "./route.ts";
import { standingOf } from "./standing.ts";
import { isExercise } from "./ticket.ts";
import { useShowing } from "./use-showing.ts";

export interface AppProps {
  readonly entry: Entry;
  readonly api: DesktopApi;
  readonly clock: Clock;
  readonly preferences: StoreApi<Preferences>;
  readonly onFault: (fault: unknown) => void;
}

/** The way in, or the desk. */
export function App(props: AppProps): ReactNode {
  const stage = useStore(props.entry.stage);
  return stage.at === "ready" ? (
    <OpenDesk client={stage.client} {...props} />
  ) : (
    <EntryScreen entry={props.entry} clock={props.clock} preferences={props.preferences} />
  );
}

function OpenDesk({ client, entry, ...props }: AppProps & { client: Client }): ReactNode {
  const parts = useMemo(() => {
    const flushes = new Flushes(props.clock);
    const moves = new Moves(makeRoute(), flushes);
    return { flushes, moves, actions: new DeskActions(client, moves, props.clock) };
  }, [client, props.clock]);
  const snapshot = useSyncExternalStore(
    useCallback((listener) => client.subscribe(listener), [client]),
    () => client.snapshot(),
  );
  const { shown, toDesk, toJoining } = useShowing(standingOf(snapshot), parts.flushes);
  const { api, onFault } = props;
  useEffect(() => {
    document.getElementById("main")?.focus();
    // Whoever waited for it may have looked elsewhere.
    if (shown === "verified") api.attention({ unread: 0, arrived: true }).catch(onFault);
  }, [shown, api, onFault]);
  const onLeave = useCallback(
    (way: Way) => {
      if (way === "lock") entry.lock();
      else if (way === "sign-out") entry.signOut();
      else entry.quit();
    },
    [entry],
  );
  if (shown === "desk") {
    return (
      <Desk
        client={client}
        {...props}
        {...parts}
        exercise={isExercise(entry.info, entry.place)}
        onLeave={onLeave}
        onJoin={toJoining}
      />
    );
  }
  return (
    <BeforeDesk
      client={client}
      snapshot={snapshot}
      shown={shown}
      {...props}
      info={entry.info}
      place={entry.place}
      onDesk={toDesk}
      onLeave={onLeave}
    />
  );
}
