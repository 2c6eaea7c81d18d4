import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { useMemo, useState, type ReactNode } from "react";
import { Empty } from "../../ui/Banner.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import type { DirectoryActions } from "./actions.ts";
import { CardForm } from "./CardForm.tsx";
import { ownRecord, type DirectorySetting } from "./directory-setting.ts";
import type { LevelFilter } from "./find-states.ts";
import { listView } from "./list-view.ts";
import type { DirectoryPage } from "./page.ts";
import { RecordSheet } from "./RecordSheet.tsx";
import { recordPage, shownRecord } from "./record-view.ts";
import { signPage } from "./sign-view.ts";
import { SignSheet } from "./SignSheet.tsx";
import { StateList } from "./StateList.tsx";
import type { Unsent } from "./unsent.ts";

export interface DirectoryProps {
  readonly snapshot: ClientSnapshot;
  readonly now: Instant;
  readonly page: DirectoryPage;
  readonly onPage: (page: DirectoryPage) => void;
  readonly actions: DirectoryActions;
  readonly unsent: Unsent;
}

/** Who is who: States with their offices, and beside them one record with the evidence behind its one word. */
export function Directory(props: DirectoryProps): ReactNode {
  const { snapshot, page, onPage } = props;
  // Clocks show minutes.
  const now = props.now - (props.now % 60_000);
  const setting = useMemo((): DirectorySetting => ({ snapshot, now }), [snapshot, now]);
  const [query, setQuery] = useState("");
  const [level, setLevel] = useState<LevelFilter>("all");
  const list = useMemo(() => listView(setting, query, level), [setting, query, level]);
  // One's own record is where the place opens; whatever else is shown was asked for.
  const asked = page.show !== "record" || page.rec !== null;
  const current = page.show === "record" ? shownRecord(setting, page.rec) : null;
  return (
    <div className="book">
      <StateList
        list={list}
        query={query}
        onQuery={setQuery}
        level={level}
        onLevel={setLevel}
        current={current}
        signing={page.show === "sign" ? page.hash : null}
        onPage={onPage}
      />
      <section
        // Another page begins at its top.
        key={JSON.stringify(page)}
        className="book__rec"
        ref={asked ? bringIntoSight : null}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reachable by keyboard
        tabIndex={0}
        aria-label={say(words.rightSide)}
        data-region="record"
      >
        <RightSide {...props} setting={setting} onPage={onPage} />
      </section>
    </div>
  );
}

/** In a narrow window the record stands below the list, out of sight. */
function bringIntoSight(right: HTMLElement | null): void {
  const list = right?.previousElementSibling;
  if (right === null || !(list instanceof HTMLElement)) return;
  if (right.offsetTop > list.offsetTop) {
    requestAnimationFrame(() => right.scrollIntoView({ block: "start" }));
  }
}

function RightSide({
  setting,
  page,
  onPage,
  actions,
  unsent,
}: DirectoryProps & { setting: DirectorySetting }): ReactNode {
  switch (page.show) {
    case "sign":
      return (
        <SignSheet
          key={page.hash}
          page={signPage(setting, page.hash)}
          actions={actions}
          onBack={() => onPage({ show: "record", rec: null })}
        />
      );
    case "card": {
      const own = ownRecord(setting.snapshot);
      if (own === null) return <Gone />;
      return (
        <CardForm
          record={own}
          now={setting.now}
          unsent={unsent}
          propose={actions.proposeCard}
          onBack={() => onPage({ show: "record", rec: own.rec })}
        />
      );
    }
    case "record": {
      const rec = shownRecord(setting, page.rec);
      if (rec === null) {
        // The list says why nothing is there to choose.
        if (setting.snapshot.records.length === 0) return null;
        return (
          <Empty title={say(words.choose.title)}>
            <p>{say(words.choose.text)}</p>
          </Empty>
        );
      }
      const record = recordPage(setting, rec);
      return record === null ? (
        <Gone />
      ) : (
        <RecordSheet
          key={rec}
          page={record}
          actions={actions}
          unsent={unsent}
          onCard={() => onPage({ show: "card" })}
        />
      );
    }
  }
}

function Gone(): ReactNode {
  return (
    <Empty title={say(words.gone.title)}>
      <p>{say(words.gone.text)}</p>
    </Empty>
  );
}
