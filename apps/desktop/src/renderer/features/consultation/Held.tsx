import { useId, useState, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import type { GateView, HoldAction, HoldView } from "./hold-view.ts";

/** Why nothing is sent, what did not happen, and the ways out. Nothing here sends past a hold for reasons of identity. */
export function Held({
  gate,
  goOn,
}: {
  gate: Extract<GateView, { state: "held" }>;
  /** Carries a person's decision out; what it answers is why it could not be, or null. */
  goOn: (action: HoldAction) => Promise<string | null>;
}): ReactNode {
  return gate.holds.map((hold) => (
    <HoldSheet key={hold.key} hold={hold} waits={gate.waits} goOn={goOn} />
  ));
}

function HoldSheet({
  hold,
  waits,
  goOn,
}: {
  hold: HoldView;
  waits: string;
  goOn: (action: HoldAction) => Promise<string | null>;
}): ReactNode {
  const id = useId();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (action: HoldAction): Promise<void> => {
    setWorking(true);
    setProblem(await goOn(action));
    setWorking(false);
  };
  return (
    <section className="sheet held" aria-labelledby={id} data-hold>
      <div className="banner banner--alert held__why">
        <Icon name="held" />
        <div>
          <h2 className="h2" id={id}>
            {hold.title}
          </h2>
          <p>{hold.why}</p>
        </div>
      </div>
      <div className="sheet__p stack">
        {hold.facts.length > 0 && (
          <dl className="dl dl--3">
            {hold.facts.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd className={fact.code ? "mono" : undefined}>{fact.value}</dd>
              </div>
            ))}
          </dl>
        )}
        <ol className="ways">
          {hold.ways.map((way) => (
            <li key={way.title}>
              <span className="grow">
                <b>{way.title}</b>
                <small>{way.text}</small>
              </span>
              {way.action !== undefined && (
                <HoldButton action={way.action} working={working} take={take} />
              )}
            </li>
          ))}
        </ol>
        {problem !== null && <Banner tone="notice" icon="info" title={problem} urgent />}
        <p className="muted">{waits}</p>
      </div>
    </section>
  );
}

function HoldButton({
  action,
  working,
  take,
}: {
  action: HoldAction;
  working: boolean;
  take: (action: HoldAction) => Promise<void>;
}): ReactNode {
  return (
    <Button busy={working} onClick={() => void take(action)}>
      {action.label}
    </Button>
  );
}
