import { useEffect, useState } from "react";
import type { Flushes } from "./flushes.ts";
import {
  firstShown,
  joiningShown,
  shownAt,
  type Showing,
  type Shown,
  type Standing,
} from "./standing.ts";

/** What the window shows, as the directory's word on this device changes. */
export function useShowing(
  standing: Standing,
  flushes: Flushes,
): { readonly shown: Shown; readonly toDesk: () => void; readonly toJoining: () => void } {
  const [showing, setShowing] = useState<Showing>(() => firstShown(standing));
  const { shown } = showing;
  const next = shownAt(showing, standing);
  if (next.shown !== shown && shown !== "desk") setShowing(next);
  const leavesDesk = next.shown !== shown && shown === "desk";
  useEffect(() => {
    if (!leavesDesk) return;
    // Only with what was typed there on the disk; else the desk stays, and says itself what is not possible any more.
    const leave = async (): Promise<void> => {
      if (await flushes.run()) setShowing((now) => shownAt(now, standing));
    };
    void leave();
  }, [leavesDesk, flushes, standing]);
  return {
    shown,
    toDesk: () => setShowing({ shown: "desk", left: standing }),
    toJoining: () => setShowing(joiningShown(standing)),
  };
}
