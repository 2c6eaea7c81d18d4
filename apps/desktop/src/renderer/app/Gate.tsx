import type { Instant } from "@parley/base";
import type { ReactNode } from "react";
import { app } from "../words/en/app.ts";
import { entry as words } from "../words/en/entry.ts";
import { say } from "../words/message.ts";
import type { Place } from "../words/times.ts";
import { Bar } from "./Bar.tsx";
import { ExerciseBand } from "./ExerciseBand.tsx";

export interface GateProps {
  readonly exercise: boolean;
  readonly office: string;
  readonly detail: string;
  readonly here: Place;
  readonly now: Instant;
  /** How the homeserver answers, in the bar. */
  readonly status: ReactNode;
  /** Menus at the end of the bar. */
  readonly menus: ReactNode;
  /** What stands at the side; null for a page without one. */
  readonly side: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen on which a device is not yet, or not any more, a desk. */
export function Gate(props: GateProps): ReactNode {
  return (
    <>
      <a className="skip" href="#main">
        {say(app.skip)}
      </a>
      <div className="gate">
        {props.exercise && <ExerciseBand />}
        <Bar
          office={props.office}
          detail={props.detail}
          here={props.here}
          now={props.now}
          status={props.status}
        >
          {props.menus}
        </Bar>
        {props.side === null ? (
          props.children
        ) : (
          <div className="gate__b">
            <aside className="gate__side" aria-label={say(words.brand)}>
              {props.side}
            </aside>
            <main className="gate__main" id="main" tabIndex={-1}>
              {props.children}
            </main>
          </div>
        )}
      </div>
    </>
  );
}
