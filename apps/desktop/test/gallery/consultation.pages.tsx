import { accept, refuse, type ActHash, type PayloadId } from "@parley/base";
import type { ClientSnapshot, Consultation as ConsultationOf } from "@parley/client";
import { useEffect, useRef, useState, type ReactNode } from "react";
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
  goOnWithDirectory: () => new Promise(() => undefined),
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
  actions: given = actions,
}: {
  snapshot: ClientSnapshot;
  actions?: ConsultationActions;
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
            actions={given}
            clock={{ now: () => now, after: () => () => undefined }}
            beforeClose={() => () => undefined}
          />
        )}
      </main>
    </div>
  );
}

/** One that answers: notes are sent, read marks are set, and the button that is not seen brings an act from outside. */
function Live(): ReactNode {
  const [snapshot, setSnapshot] = useState(stories.unread);
  const [log, setLog] = useState<readonly string[]>([]);
  const tell = (what: string): void => setLog((all) => [...all, what]);
  const change = (
    next: (consultation: ConsultationOf) => Partial<ConsultationOf>,
    drafts?: ClientSnapshot["drafts"],
  ): void =>
    setSnapshot((now) => ({
      ...now,
      drafts: drafts ?? now.drafts,
      consultations: now.consultations.map((one) => ({ ...one, ...next(one) })),
    }));
  const live: ConsultationActions = {
    ...actions,
    acknowledge: () => {
      tell("acknowledged");
      return Promise.resolve(refuse({ reason: "disk" }));
    },
    compose: (wish) => tell(`compose ${wish.form} ${"reply" in wish ? String(wish.reply) : ""}`),
    markRead: () => {
      tell("read");
      change((one) => ({
        unread: 0,
        entries: one.entries.map((entry) =>
          entry.kind === "room" ? entry : { ...entry, unread: false },
        ),
      }));
      return Promise.resolve();
    },
    saveDraft: (draft) => {
      tell(`saved ${draft.kind === "note" ? draft.text : ""}`);
      return Promise.resolve(accept(undefined));
    },
    discardDraft: () => {
      tell("discarded");
      return Promise.resolve();
    },
    takeBack: (id) => {
      tell("taken back");
      change((one) => ({
        entries: one.entries.filter((entry) => entry.kind !== "note" || entry.id !== id),
      }));
      return Promise.resolve(accept(undefined));
    },
    sendNote: (_, text) => {
      tell(`sent ${text}`);
      const id = `n${String(log.length)}`.padEnd(22, "A") as PayloadId;
      change((one) => ({
        entries: [
          ...one.entries,
          {
            kind: "note",
            id,
            body: text,
            state: stories.BRAVO.office.state,
            rec: stories.BRAVO.office.rec,
            own: true,
            at: stories.NOW,
            receivedAt: stories.NOW,
            delivery: { state: "queued" },
            unread: false,
          },
        ],
      }));
      return Promise.resolve(accept(id));
    },
  };
  const incoming = (): void =>
    change((one) => {
      const act = one.entries.findLast((entry) => entry.kind === "act");
      if (act === undefined) return {};
      const hash = `x${String(one.entries.length)}`.padEnd(43, "A") as ActHash;
      return { unread: one.unread + 1, entries: [...one.entries, { ...act, hash, unread: true }] };
    });
  return (
    <>
      <Page snapshot={snapshot} actions={live} />
      <output id="told" className="sr">
        {log.join("|")}
      </output>
      <button type="button" id="incoming" className="sr" onClick={incoming}>
        {"…"}
      </button>
    </>
  );
}

export const pages: PagesModule["pages"] = {
  "consultation-live": () => <Live />,
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
