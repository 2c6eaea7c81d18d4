import type { CSSProperties, ReactNode } from "react";
import { useState } from "react";
import { DeviceTable, type DeviceRow } from "../../acts/index.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { KeyValues, SectionHead } from "../../ui/Sheet.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { trust } from "../../words/en/trust.ts";
import { say } from "../../words/message.ts";
import type { DirectoryActions } from "./actions.ts";
import type { HoursView } from "./hours-view.ts";
import { OwnSection } from "./OwnSection.tsx";
import type { ReachView } from "./reach-view.ts";
import type { RecordPage } from "./record-view.ts";
import { ReportDialog } from "./ReportDialog.tsx";
import type { Unsent } from "./unsent.ts";

/** One record, to be keyed by its id: what its one word rests on, how to reach the office, and what it may do. */
export function RecordSheet({
  page,
  actions,
  unsent,
  onCard,
}: {
  page: RecordPage;
  actions: DirectoryActions;
  unsent: Unsent;
  onCard: () => void;
}): ReactNode {
  const [reported, setReported] = useState<DeviceRow | null>(null);
  const { own } = page;
  return (
    <div className="record">
      <header className="record__h">
        <div className="grow">
          <p className="meta">{page.over}</p>
          <h2 className="title">{page.title}</h2>
          {page.unit !== null && <p className="muted">{page.unit}</p>}
        </div>
        {page.cannotOpen === null ? (
          <Button kind="primary" icon="plus" onClick={() => actions.openConsultation(page.rec)}>
            {say(words.openConsultation)}
          </Button>
        ) : (
          own === null && <p className="record__not muted">{page.cannotOpen}</p>
        )}
      </header>
      <EvidenceSheet page={page} onReport={setReported} />
      {own !== null && (
        <OwnSection page={page} own={own} actions={actions} unsent={unsent} onCard={onCard} />
      )}
      <div className="record__two">
        <Hours hours={page.hours} />
        <Reach reach={page.reach} />
      </div>
      {page.may.length > 0 && (
        <section className="stack">
          <SectionHead title={say(words.may.title, { state: page.state })} />
          <ul className="row">
            {page.may.map((power) => (
              <li key={power.key}>
                {power.off ? (
                  <Badge tone="off">{power.text}</Badge>
                ) : (
                  <Badge tone="plain" icon="check">
                    {power.text}
                  </Badge>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.changes.length > 0 && (
        <section className="stack">
          <SectionHead title={say(words.change.title)} />
          <ul className="changes">
            {page.changes.map((change) => (
              <li key={change.key}>
                <span className="meta">{change.day}</span>
                <span>{change.text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {reported !== null && (
        <ReportDialog
          device={reported}
          office={page.evidence.office}
          report={(why) => actions.reportDevice(page.rec, reported.key, why)}
          onClose={() => setReported(null)}
        />
      )}
    </div>
  );
}

function EvidenceSheet({
  page,
  onReport,
}: {
  page: RecordPage;
  onReport: (device: DeviceRow) => void;
}): ReactNode {
  const { evidence, own } = page;
  const { shield, text } = evidence.trust;
  return (
    <section className="sheet">
      <div className="sheet__p stack">
        <div className="row">
          <h3 className={`trust trust--${shield} trust--l`}>
            <Icon name={shield} />
            {text}
          </h3>
          <span className="muted evidence__says">{evidence.says}</span>
        </div>
        {evidence.devices.length > 0 && (
          <DeviceTable rows={evidence.devices} {...(own !== null && { onReport })} />
        )}
        {own?.mine === true && <p className="meta">{say(words.devices.newDevice)}</p>}
        <dl className="evidence__foot meta">
          <div>
            <dt className="sr">{say(trust.rows.directory)}</dt>
            <dd>{evidence.log}</dd>
          </div>
          <div>
            <dt className="sr">{say(trust.rows.card)}</dt>
            <dd>{evidence.card}</dd>
          </div>
          <div>
            <dt>{say(trust.rows.confirmed)}</dt>
            <dd>{evidence.confirmed}</dd>
          </div>
        </dl>
      </div>
    </section>
  );
}

function Hours({ hours }: { hours: HoursView }): ReactNode {
  return (
    <section className="stack">
      <SectionHead title={say(words.hours.title)} />
      <div className="capital">
        <b>{hours.state}</b>
        <time>
          {hours.time} <span className="meta">{hours.day}</span>
        </time>
        <span className="ruler" style={{ "--n": hours.now } as CSSProperties}>
          <span className="sr">{hours.spoken}</span>
          {hours.spans.map(([a, b]) => (
            <i key={a} className="ruler__hours" style={{ "--a": a, "--b": b } as CSSProperties} />
          ))}
          <i className="ruler__now" />
        </span>
        <span className="meta">{hours.says}</span>
      </div>
      {hours.rows.length > 0 && <KeyValues rows={hours.rows} />}
    </section>
  );
}

function Reach({ reach }: { reach: ReachView }): ReactNode {
  return (
    <section className="stack">
      <SectionHead title={say(words.reach.title)} />
      {reach.kind === "card" ? (
        <KeyValues rows={reach.rows} />
      ) : (
        <div className="reach__none">
          <b className="strong">{reach.title}</b>
          <p className="muted">{reach.text}</p>
        </div>
      )}
    </section>
  );
}
