import type { Clock } from "@parley/base";
import type { Client } from "@parley/client";
import { useEffect, useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { DesktopApi } from "../../contract/index.ts";
import { Desk } from "./Desk.tsx";
import { DeskActions } from "./desk-actions.ts";
import type { Entry } from "./entry.ts";
import { EntryScreen } from "./EntryScreen.tsx";
import { Flushes } from "./flushes.ts";
import type { Preferences } from "./preferences.ts";
import { Moves } from "./moves.ts";
import { makeRoute } from "./route.ts";

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
  useEffect(() => {
    document.getElementById("main")?.focus();
  }, []);
  return (
    <Desk
      client={client}
      {...props}
      {...parts}
      onLeave={(way) => {
        if (way === "lock") entry.lock();
        else if (way === "sign-out") entry.signOut();
        else entry.quit();
      }}
    />
  );
}
