import type { CSSProperties, ReactNode } from "react";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { CapitalView } from "./capital-view.ts";

/** The clocks of all capitals: line, now; mark, the next requested time if it is the same day there. */
export function Capitals({
  capitals,
  utc,
}: {
  capitals: readonly CapitalView[];
  utc: string;
}): ReactNode {
  const title = capitals.length === 2 ? words.panel.capitals : words.panel.capitalsMany;
  return (
    <section className="sect">
      <div className="row row--between">
        <h2 className="h3">{say(title)}</h2>
        <span className="meta">{utc}</span>
      </div>
      <div className="pair">
        {capitals.map((capital) => (
          <div className="capital" key={capital.state}>
            <b>{capital.state}</b>
            <time>{capital.time}</time>
            <span
              className="ruler"
              style={{ "--n": capital.now, "--k": capital.ask ?? 0 } as CSSProperties}
            >
              <span className="sr">{capital.spoken}</span>
              <i className="ruler__now" />
              {capital.ask !== null && <i className="ruler__ask" />}
            </span>
            <span className="meta">{capital.day}</span>
          </div>
        ))}
      </div>
    </section>
  );
}
