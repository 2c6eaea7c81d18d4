import { unreachable, type ActHash, type Instant, type Result } from "@parley/base";
import type { ActionRefusal, ClientSnapshot, Consultation } from "@parley/client";
import { useMemo, useState, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import { AcknowledgeDialog } from "./AcknowledgeDialog.tsx";
import { ConsultationTable } from "./ConsultationTable.tsx";
import { DeskColumn } from "./DeskColumn.tsx";
import { DirectoryNeedRow } from "./DirectoryNeedRow.tsx";
import { DraftList } from "./DraftList.tsx";
import { EmptyHome } from "./EmptyHome.tsx";
import { homeView } from "./home-view.ts";
import type { NeedView } from "./need-view.ts";
import { NeedRow } from "./NeedRow.tsx";

export interface HomeProps {
  readonly snapshot: ClientSnapshot;
  readonly now: Instant;
  readonly onOpen: (consultation: Consultation["id"]) => void;
  readonly onNew: () => void;
  readonly onDraft: (draft: string) => void;
  /** Goes to a proposal that waits for a signature, by its hash; null: to one's own record. */
  readonly onDirectory: (proposal: string | null) => void;
  readonly acknowledge: (channel: ActHash, re: ActHash) => Promise<Result<ActHash, ActionRefusal>>;
}

const MINUTE = 60_000;

/** What needs a person now, what goes on, and what was begun. */
export function Home(props: HomeProps): ReactNode {
  const { snapshot, now } = props;
  // Clocks show minutes; only the line of the link counts seconds.
  const minute = now - (now % MINUTE);
  const view = useMemo(() => homeView(snapshot, minute), [snapshot, minute]);
  const quiet = view.needs.length + view.directory.length === 0;
  const [asked, setAsked] = useState<NeedView | null>(null);
  const open = (need: NeedView): void => {
    switch (need.kind) {
      case "acknowledge":
        setAsked(need);
        return;
      case "reply":
      case "held":
        props.onOpen(need.consultation);
        return;
      default:
        unreachable(need.kind);
    }
  };
  return (
    <div className="page stack">
      <div className="row row--between">
        <h1 className="title">{say(quiet ? home.titleQuiet : home.title)}</h1>
        <span className="row">
          <span className="muted">{view.moment}</span>
          <Button
            kind={quiet ? "primary" : "plain"}
            icon="plus"
            shortcut="N"
            onClick={props.onNew}
            disabled={view.disabled}
          >
            {say(home.newConsultation)}
          </Button>
        </span>
      </div>
      {view.disabled && (
        <Banner tone="alert" icon="suspended" title={say(home.disabled.title)} urgent>
          <p>{say(home.disabled.text)}</p>
        </Banner>
      )}
      <div className="cols">
        <div className="stack stack--l">
          {view.needs.length + view.directory.length > 0 && (
            <section>
              <h2 className="sr">{say(home.addressed)}</h2>
              <ul className="sheet needs">
                {view.needs.map((need, i) => (
                  <NeedRow
                    key={need.consultation}
                    need={need}
                    first={i === 0}
                    onAct={() => open(need)}
                    onOpen={() => props.onOpen(need.consultation)}
                  />
                ))}
                {view.directory.map((need, i) => (
                  <DirectoryNeedRow
                    key={need.key}
                    need={need}
                    first={i === 0 && view.needs.length === 0}
                    onOpen={() => props.onDirectory(need.hash)}
                  />
                ))}
              </ul>
            </section>
          )}
          {view.drafts.length > 0 && <DraftList drafts={view.drafts} {...props} />}
          {view.empty ? (
            <EmptyHome otherOffices={view.otherOffices} onNew={props.onNew} />
          ) : (
            <ConsultationTable rows={view.rows} level={view.level} onOpen={props.onOpen} />
          )}
        </div>
        <DeskColumn snapshot={props.snapshot} view={view} now={props.now} />
      </div>
      {asked !== null && (
        <AcknowledgeDialog
          need={asked}
          snapshot={props.snapshot}
          acknowledge={props.acknowledge}
          onRead={() => props.onOpen(asked.consultation)}
          onDone={() => {
            setAsked(null);
            props.onOpen(asked.consultation);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}
