import { LEVELS, type Level } from "@parley/base";
import type { Consultation } from "@parley/client";
import type { ReactNode } from "react";
import { TrustMark, trustWords } from "../../acts/index.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Bars, Rungs } from "../../ui/Glyph.tsx";
import { SectionHead } from "../../ui/Sheet.tsx";
import { acts } from "../../words/en/acts.ts";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import type { RowView } from "./home-view.ts";

/** All consultations of this office, the latest entry first. */
export function ConsultationTable({
  rows,
  level,
  onOpen,
}: {
  rows: readonly RowView[];
  /** Of one's own office. */
  level: Level;
  onOpen: (consultation: Consultation["id"]) => void;
}): ReactNode {
  const { table } = home;
  return (
    <section>
      <SectionHead title={say(home.consultations)} aside={say(home.level)}>
        <Badge>
          <Rungs at={LEVELS.indexOf(level)} />
          {say(acts.levelName[level])}
        </Badge>
      </SectionHead>
      <table className="table table--stack table--consultations">
        <thead>
          <tr>
            <th>{say(table.with)}</th>
            <th>{say(table.subject)}</th>
            <th>{say(table.state)}</th>
            <th>{say(table.asked)}</th>
            <th>{say(table.severity)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <button type="button" className="plainlink" onClick={() => onOpen(row.id)}>
                  {row.with}
                </button>
                {row.trust !== null && (
                  <div>
                    <TrustMark rec={row.trust.rec} trust={trustWords(row.trust.trust)} />
                  </div>
                )}
                {row.unread > 0 && (
                  <div className="meta">{say(home.fresh, { count: row.unread })}</div>
                )}
              </td>
              <td>
                {row.subject}
                {row.marking !== null && <div className="meta">{row.marking}</div>}
              </td>
              <td>{row.state}</td>
              <td>
                {row.asked} {row.askedFor !== null && <span className="meta">{row.askedFor}</span>}
              </td>
              <td>
                {row.severity !== null && (
                  <Badge tone="plain">
                    <Bars filled={row.severity.code} />
                    {row.severity.words}
                  </Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
