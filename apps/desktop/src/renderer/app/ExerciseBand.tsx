import type { ReactNode } from "react";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";

/** Hatch and words over every screen of an exercise. */
export function ExerciseBand(): ReactNode {
  return (
    <section className="exband hatch" aria-label={say(app.exerciseText)}>
      <span className="exband__label">
        <b>{say(app.exercise)}</b>
        <span>{say(app.exerciseText)}</span>
      </span>
    </section>
  );
}
