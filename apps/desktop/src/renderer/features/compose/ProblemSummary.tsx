import { useEffect, useRef, type ReactNode } from "react";
import { LinkButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { anchorOf, type DraftProblem } from "./draft-problems.ts";
import { fieldName, problemSentence } from "./problem-words.ts";

/** What is missing, once a person wished to sign; takes the focus then, and hands it to the field that is chosen. */
export function ProblemSummary({
  problems,
  attempts,
}: {
  problems: readonly DraftProblem[];
  attempts: number;
}): ReactNode {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    if (attempts > 0) ref.current?.focus();
  }, [attempts]);
  if (attempts === 0 || problems.length === 0) return null;
  const title = say(compose.problems.title, { count: problems.length });
  return (
    <section className="banner banner--notice" aria-label={title} tabIndex={-1} ref={ref}>
      <Icon name="info" />
      <div>
        <b>{title}</b>
        <ul>
          {problems.map((one) => (
            <li key={one.field}>
              <LinkButton onClick={() => focusField(one.field)}>
                {say(compose.problems.entry, {
                  field: fieldName(one.field),
                  problem: problemSentence(one),
                })}
              </LinkButton>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Moves the focus to the first control of the field. */
function focusField(field: string): void {
  const place = document.querySelector(`#${anchorOf(field)}`);
  place?.scrollIntoView({ block: "center" });
  place
    ?.querySelector<HTMLElement>("input, select, textarea, summary, button")
    ?.focus({ preventScroll: true });
}
