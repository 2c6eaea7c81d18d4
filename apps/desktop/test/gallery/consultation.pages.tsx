import { accept } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { useEffect, useRef, type ReactNode } from "react";
import {
  Consultation,
  consultationView,
  type ConsultationActions,
} from "../../src/renderer/features/consultation/index.ts";
import * as stories from "../consultation/stories.ts";
import type { PagesModule } from "./gallery.tsx";

const actions: ConsultationActions = {
  acknowledge: () => new Promise(() => undefined),
  changeRoster: () => new Promise(() => undefined),
  compose: () => undefined,
  discardDraft: () => Promise.resolve(),
  markRead: () => Promise.resolve(),
  saveDraft: () => Promise.resolve(accept(undefined)),
  sendNote: () => new Promise(() => undefined),
  takeBack: () => Promise.resolve(accept(undefined)),
};

/** The shell as far as it takes room: the screen is looked at in its own size. */
function Page({
  snapshot,
  now = stories.NOW,
  click = [],
}: {
  snapshot: ClientSnapshot;
  now?: number;
  /** Words of buttons that are pressed once the page stands. */
  click?: readonly string[];
}): ReactNode {
  const ref = useRef<HTMLElement>(null);
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    for (const words of click)
      [...(ref.current?.querySelectorAll<HTMLElement>("button, summary") ?? [])]
        .find((one) => one.textContent.includes(words))
        ?.click();
  }, [click]);
  const [first] = snapshot.consultations;
  const view = first === undefined ? null : consultationView(snapshot, first.id, now);
  return (
    <div className="app">
      <div className="exband hatch" />
      <div className="bar" />
      <div className="rail" />
      <main className="main" ref={ref}>
        {view !== null && (
          <Consultation
            view={view}
            actions={actions}
            clock={{ now: () => now, after: () => () => undefined }}
            beforeClose={() => () => undefined}
          />
        )}
      </main>
    </div>
  );
}

export const pages: PagesModule["pages"] = {
  "consultation-arrived": () => <Page snapshot={stories.arrived()} />,
  "consultation-acknowledge": () => <Page snapshot={stories.arrived()} click={["Acknowledge"]} />,
  "consultation-talked": () => <Page snapshot={stories.talked()} />,
  "consultation-talked-alfa": () => <Page snapshot={stories.talked(stories.ALFA)} />,
  "consultation-why": () => <Page snapshot={stories.talked()} click={["Verified: why"]} />,
  "consultation-other": () => (
    <Page snapshot={stories.talked()} click={["Other act", "not possible"]} />
  ),
  "consultation-exchanged": () => <Page snapshot={stories.exchanged()} now={stories.at("12:20")} />,
  "consultation-passed": () => (
    <Page snapshot={stories.passed()} now={Date.parse("2026-03-12T08:00:00Z")} />
  ),
  "consultation-unread": () => <Page snapshot={stories.unread()} />,
  "consultation-held": () => <Page snapshot={stories.held()} />,
  "consultation-held-listed": () => <Page snapshot={stories.held(stories.CHARLIE.office)} />,
  "consultation-waiting": () => <Page snapshot={stories.waiting()} />,
  "consultation-troubled": () => <Page snapshot={stories.troubled()} />,
  "consultation-forked": () => <Page snapshot={stories.forked()} />,
  "consultation-disabled": () => <Page snapshot={stories.disabledKey()} />,
  "consultation-newer": () => <Page snapshot={stories.newer()} />,
  "consultation-opening": () => <Page snapshot={stories.opening()} />,
  "consultation-offices": () => <Page snapshot={stories.twoOffices()} click={["Add Alfa"]} />,
  "consultation-long-names": () => <Page snapshot={stories.longNames()} />,
};
