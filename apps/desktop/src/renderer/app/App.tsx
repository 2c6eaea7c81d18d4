import type { Clock } from "@parley/base";
import type { Client } from "@parley/client";
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from "react";
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
import { firstShown, shownAt, standingOf } from "./standing.ts";

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
  const standing = standingOf(snapshot);
  const [showing, setShowing] = useState(() => firstShown(standing));
  const { shown } = showing;
  useEffect(() => {
    const next = shownAt(showing, standing);
    if (next.shown === shown) return;
    if (next.shown === "verified") void props.api.attention({ unread: 0, arrived: true });
    if (shown !== "desk") {
      setShowing(next);
      return;
    }
    // Out of the desk only with what was typed there on the disk.
    void parts.flushes.run().then((kept) => {
      if (kept) setShowing(next);
    });
  }, [showing, shown, standing, parts, props.api]);
  useEffect(() => {
    document.getElementById("main")?.focus();
  }, [shown]);
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
        onLeave={onLeave}
        onJoin={() => setShowing(firstShown(standing))}
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
      onDesk={() => setShowing({ shown: "desk", left: standing })}
      onLeave={onLeave}
    />
  );
}
