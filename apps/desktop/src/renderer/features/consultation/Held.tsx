import { useId, type ReactNode } from "react";
import { Icon } from "../../ui/Icon.tsx";
import type { GateView, HoldView } from "./hold-view.ts";

/** Why nothing is sent, what did not happen, and the ways out. Nothing here sends past the hold. */
export function Held({ gate }: { gate: Extract<GateView, { state: "held" }> }): ReactNode {
  return gate.holds.map((hold) => <HoldSheet key={hold.key} hold={hold} waits={gate.waits} />);
}

function HoldSheet({ hold, waits }: { hold: HoldView; waits: string }): ReactNode {
  const id = useId();
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
            </li>
          ))}
        </ol>
        <p className="muted">{waits}</p>
      </div>
    </section>
  );
}
