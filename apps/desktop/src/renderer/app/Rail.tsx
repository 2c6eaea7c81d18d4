import type { Instant } from "@parley/base";
import type { ClientSnapshot, Consultation } from "@parley/client";
import type { MouseEvent, ReactNode } from "react";
import { raised, standingOf, stateNames, subjectOf } from "../acts/index.ts";
import { directoryNeeds } from "../features/home/index.ts";
import { Count } from "../ui/Badge.tsx";
import { Icon } from "../ui/Icon.tsx";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";
import { DirectoryFoot } from "./DeskStatus.tsx";
import { DIRECTORY, type Route } from "./route.ts";

/** Where one can go: home, and every consultation. */
export function Rail({
  snapshot,
  route,
  current,
  now,
  onGo,
}: {
  snapshot: ClientSnapshot;
  route: Route;
  /** Id of the consultation in sight. */
  current: string | null;
  now: Instant;
  onGo: (route: Route) => void;
}): ReactNode {
  const toSign = snapshot.toSign.filter((one) => !one.signed).length;
  const needs =
    snapshot.consultations.filter((one) => one.needs !== "nothing").length +
    directoryNeeds(snapshot, now).length;
  const go = (to: Route) => (event: MouseEvent) => {
    event.preventDefault();
    onGo(to);
  };
  return (
    <nav className="rail" aria-label={say(app.main)} data-region="rail">
      <div className="nav">
        <a
          href="#home"
          aria-current={route.place === "home" ? "page" : undefined}
          onClick={go({ place: "home" })}
        >
          <Icon name="home" />
          <span>{say(app.rail.home)}</span>
          {needs > 0 ? (
            <Count n={needs} fresh label={say(app.rail.needs, { count: needs })} />
          ) : (
            <span />
          )}
        </a>
        <a
          href="#directory"
          aria-current={route.place === "directory" ? "page" : undefined}
          onClick={go(DIRECTORY)}
        >
          <Icon name="book" />
          <span>{say(app.rail.directory)}</span>
          {toSign > 0 ? (
            <Count n={toSign} fresh label={say(app.rail.toSign, { count: toSign })} />
          ) : (
            <span />
          )}
        </a>
      </div>
      {snapshot.consultations.length > 0 && (
        <div className="rail__list">
          <div className="rail__h">
            <span>{say(app.rail.open)}</span>
            <span>{snapshot.consultations.length}</span>
          </div>
          {byLatest(snapshot.consultations).map((one) => (
            <a
              key={one.con}
              className="rail__c"
              href="#consultation"
              aria-current={one.id === current ? "page" : undefined}
              onClick={go({ place: "consultation", id: one.id, con: one.con })}
            >
              <RailRow one={one} own={snapshot.me.office?.state ?? null} />
            </a>
          ))}
        </div>
      )}
      <div className="rail__foot">
        <DirectoryFoot snapshot={snapshot} now={now} />
      </div>
    </nav>
  );
}

function RailRow({ one, own }: { one: Consultation; own: string | null }): ReactNode {
  const subject = subjectOf(one.subject);
  return (
    <>
      <span className="rail__who">
        <b>{stateNames(one.parties.filter((state) => state !== own))}</b>
        {one.unread > 0 && (
          <Count n={one.unread} fresh label={say(app.rail.unread, { count: one.unread })} />
        )}
      </span>
      {subject !== null && <span>{raised(subject)}</span>}
      <span className="rail__says">{standingOf(one).title}</span>
    </>
  );
}

function byLatest(all: readonly Consultation[]): readonly Consultation[] {
  return all.toSorted((a, b) => b.lastAt - a.lastAt);
}
