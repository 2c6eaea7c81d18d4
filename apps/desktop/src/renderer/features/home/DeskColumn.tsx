import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import type { CSSProperties, ReactNode } from "react";
import { DeliveryMark } from "../../ui/Shield.tsx";
import { KeyValues, SectionHead } from "../../ui/Sheet.tsx";
import { home } from "../../words/en/home.ts";
import { directoryWords, linkWords } from "../../acts/index.ts";
import { say } from "../../words/message.ts";
import type { CapitalView, HomeView } from "./home-view.ts";

/** Clocks of the capitals concerned, and how this device stands. */
export function DeskColumn({
  snapshot,
  view,
  now,
}: {
  snapshot: ClientSnapshot;
  view: HomeView;
  now: Instant;
}): ReactNode {
  const { held, queued } = snapshot.outbox;
  const waits = say(home.outboxLine, { held, queued });
  return (
    <aside className="stack stack--l" aria-label={say(home.device)}>
      {view.capitals.length > 0 && (
        <section className="stack">
          <SectionHead title={say(home.capitals)} aside={view.utc} />
          {view.capitals.map((capital) => (
            <Capital key={capital.name} capital={capital} />
          ))}
          <p className="meta">{say(home.capitalHint)}</p>
        </section>
      )}
      <section className="stack">
        <SectionHead title={say(home.device)} />
        <KeyValues
          look="narrow"
          rows={[
            {
              name: say(home.outbox),
              value:
                held > 0 ? (
                  <DeliveryMark state="held">{waits}</DeliveryMark>
                ) : queued > 0 ? (
                  <DeliveryMark state="queued">{waits}</DeliveryMark>
                ) : (
                  say(home.outboxEmpty)
                ),
            },
            { name: say(home.link), value: linkWords(snapshot.link, now) },
            { name: say(home.directory), value: directoryWords(snapshot.directory, now) },
            { name: say(home.key), value: <span className="mono">{snapshot.me.key}</span> },
          ]}
        />
      </section>
    </aside>
  );
}

function Capital({ capital }: { capital: CapitalView }): ReactNode {
  const style = { "--n": capital.now, "--k": capital.ask ?? 0 } as CSSProperties;
  return (
    <div className="capital">
      <b>
        {capital.name} {capital.own && <span className="meta">{say(home.you)}</span>}
      </b>
      <span>
        {capital.otherDay && <span className="meta">{capital.day}</span>}{" "}
        <time>{capital.time}</time>
      </span>
      <span className="ruler" style={style}>
        <i className="ruler__now" />
        {capital.ask !== null && <i className="ruler__ask" />}
      </span>
    </div>
  );
}
