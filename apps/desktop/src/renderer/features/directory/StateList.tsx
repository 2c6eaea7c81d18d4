import type { RecordId } from "@parley/base";
import type { MouseEvent, ReactNode } from "react";
import { Empty } from "../../ui/Banner.tsx";
import { TextInput } from "../../ui/controls.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Shield } from "../../ui/Shield.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import type { LevelFilter } from "./find-states.ts";
import type { ListView, OfficeRow, StateRow } from "./list-view.ts";
import type { DirectoryPage } from "./page.ts";

/** States by name with their offices; above them what one's own State is asked to sign. */
export function StateList({
  list,
  query,
  onQuery,
  level,
  onLevel,
  current,
  signing,
  onPage,
}: {
  list: ListView;
  query: string;
  onQuery: (query: string) => void;
  level: LevelFilter;
  onLevel: (level: LevelFilter) => void;
  /** The record that is shown beside. */
  current: RecordId | null;
  /** The proposal that is shown beside. */
  signing: string | null;
  onPage: (page: DirectoryPage) => void;
}): ReactNode {
  return (
    <div className="book__list">
      <div className="book__find">
        <h1 className="title">{say(words.title)}</h1>
        <TextInput
          type="search"
          aria-label={say(words.search)}
          placeholder={say(words.search)}
          value={query}
          onValue={onQuery}
        />
        <div className="row row--between">
          <span className="meta" aria-live="polite">
            {list.count}
          </span>
          <RadioGroup
            label={say(words.level)}
            look="segments"
            small
            value={level}
            onValue={onLevel}
            options={list.levels.map((value) => ({ value, label: say(words.levels[value]) }))}
          />
        </div>
      </div>
      <section
        className="book__scroll"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reachable by keyboard
        tabIndex={0}
        aria-label={say(words.states)}
        data-region="states"
      >
        {list.toSign.length > 0 && (
          <section className="st st--sign">
            <h2 className="st__h">
              <b>{say(words.sign.list)}</b>
            </h2>
            <ul>
              {list.toSign.map((one) => (
                <li key={one.hash}>
                  <PlaceLink
                    current={one.hash === signing}
                    onGo={() => onPage({ show: "sign", hash: one.hash })}
                  >
                    <Icon name="seal" />
                    <span>{one.title}</span>
                    {one.signed && <span className="meta">{say(words.sign.signed.title)}</span>}
                  </PlaceLink>
                </li>
              ))}
            </ul>
          </section>
        )}
        <ul>
          {list.states.map((state) => (
            <StateItem key={state.state} state={state} current={current} onPage={onPage} />
          ))}
        </ul>
        <Nothing list={list} />
        {list.without.length > 0 && list.empty !== "no-directory" && (
          <Without names={list.without} open={query.trim() !== ""} />
        )}
      </section>
    </div>
  );
}

function StateItem({
  state,
  current,
  onPage,
}: {
  state: StateRow;
  current: RecordId | null;
  onPage: (page: DirectoryPage) => void;
}): ReactNode {
  return (
    <li className="st">
      <div className="st__h">
        <b>{state.name}</b>
        <span className="meta">{state.clock}</span>
      </div>
      {state.offices.map((office) => (
        <OfficeLink
          key={office.rec}
          office={office}
          state={state.name}
          current={office.rec === current}
          onGo={() => onPage({ show: "record", rec: office.rec })}
        />
      ))}
    </li>
  );
}

function OfficeLink({
  office,
  state,
  current,
  onGo,
}: {
  office: OfficeRow;
  state: string;
  current: boolean;
  onGo: () => void;
}): ReactNode {
  return (
    <PlaceLink current={current} onGo={onGo}>
      <Icon name={office.person ? "person" : "desk"} />
      <span>
        <span className="sr">{state}, </span>
        {office.title}
      </span>
      <Shield state={office.trust.shield}>{office.trust.text}</Shield>
    </PlaceLink>
  );
}

function PlaceLink({
  current,
  onGo,
  children,
}: {
  current: boolean;
  onGo: () => void;
  children: ReactNode;
}): ReactNode {
  const go = (event: MouseEvent): void => {
    event.preventDefault();
    onGo();
  };
  return (
    <a href="#directory" aria-current={current ? "true" : undefined} onClick={go}>
      {children}
    </a>
  );
}

function Nothing({ list }: { list: ListView }): ReactNode {
  if (list.empty === null) return null;
  const { title, text } = {
    "no-directory": words.empty,
    alone: words.alone,
    "no-match": words.none,
  }[list.empty];
  // A State that has no office is an answer, too.
  if (list.empty === "no-match" && list.without.length > 0 && list.without.length < 5) return null;
  return (
    <div className="book__none">
      <Empty title={say(title)}>
        <p>{say(text)}</p>
      </Empty>
    </div>
  );
}

function Without({ names, open }: { names: readonly string[]; open: boolean }): ReactNode {
  if (open) {
    return (
      <ul>
        {names.map((name) => (
          <li className="st" key={name}>
            <div className="st__h">
              <b>{name}</b>
              <span className="meta">{say(words.notPoint)}</span>
            </div>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <details className="book__without">
      <summary>{say(words.without, { count: names.length })}</summary>
      <p>{names.join(", ")}</p>
    </details>
  );
}
