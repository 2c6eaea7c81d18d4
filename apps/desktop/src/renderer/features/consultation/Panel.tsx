import { memo, type NamedExoticComponent, type ReactNode } from "react";
import { Icon } from "../../ui/Icon.tsx";
import { Track } from "../../ui/Steps.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { Capitals } from "./Capitals.tsx";
import type { ConsultationView } from "./consultation-view.ts";
import { Members } from "./Members.tsx";
import { Requests } from "./Requests.tsx";
import type { StepView } from "./step-view.ts";

/** Where the consultation stands, what was asked, what can be done, and who is here. */
export const Panel: NamedExoticComponent<{
  view: ConsultationView;
  takeStep: (step: StepView) => void;
}> = memo(function Panel({ view, takeStep }): ReactNode {
  const { state } = view;
  const held = view.gate.state === "held";
  return (
    <aside
      className="consult__panel"
      aria-label={say(words.panel.label)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reachable by keyboard
      tabIndex={0}
      data-region="panel"
    >
      <section className="sect">
        <div className="row row--between">
          <h2 className="state">{state.title}</h2>
          {state.acts !== null && <span className="meta">{state.acts}</span>}
        </div>
        <p className="muted">{state.says}</p>
        {held && <p className="muted">{say(words.panel.held)}</p>}
        {state.lines.map((line) => (
          <p className="muted" key={line}>
            {line}
          </p>
        ))}
        {state.track.length > 0 && <Track rows={state.track} />}
      </section>
      {view.requests.length > 0 && <Requests requests={view.requests} />}
      <Steps view={view} takeStep={takeStep} />
      <Capitals capitals={view.capitals} utc={view.utc} />
      {view.members.length > 0 && <Members members={view.members} held={held} />}
    </aside>
  );
});

function Steps({
  view,
  takeStep,
}: {
  view: ConsultationView;
  takeStep: (step: StepView) => void;
}): ReactNode {
  return (
    <section className="sect">
      <h2 className="h3">{say(words.panel.may)}</h2>
      {view.steps.length === 0 ? (
        <p className="muted">
          {say(view.channel === null ? words.panel.mayLater : words.panel.mayNothing)}
        </p>
      ) : (
        <div className="do">
          {view.steps.map((step) => (
            <button
              type="button"
              key={step.key}
              onClick={() => takeStep(step)}
              aria-keyshortcuts={step.shortcut ?? undefined}
            >
              <Icon name={step.icon} />
              {step.label}
              {step.shortcut !== null && (
                <span className="kbd" aria-hidden="true">
                  {step.shortcut}
                </span>
              )}
            </button>
          ))}
        </div>
      )}
      {view.gate.state === "held" && view.steps.length > 0 && (
        <p className="meta">{say(words.panel.heldSteps)}</p>
      )}
      {view.refused.length > 0 && (
        <details className="whynot">
          <summary>{say(words.panel.mayNot, { count: view.refused.length })}</summary>
          {view.refused.map((refused) => (
            <p className="cannot" key={refused.steps}>
              <Icon name="lock" />
              <span>{refused.steps}</span>
              <small>{refused.reason}</small>
            </p>
          ))}
        </details>
      )}
    </section>
  );
}
