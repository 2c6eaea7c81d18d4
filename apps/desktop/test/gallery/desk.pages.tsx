import { accept, type StateCode } from "@parley/base";
import type { Client, ClientSnapshot } from "@parley/client";
import { useEffect, useMemo, type ReactNode } from "react";
import { createStore } from "zustand/vanilla";
import { Desk } from "../../src/renderer/app/Desk.tsx";
import { DeskActions } from "../../src/renderer/app/desk-actions.ts";
import { Flushes } from "../../src/renderer/app/flushes.ts";
import { Moves } from "../../src/renderer/app/moves.ts";
import type { Route } from "../../src/renderer/app/route.ts";
import { LeaveDialog, type Way } from "../../src/renderer/features/leave/index.ts";
import {
  act,
  ALFA,
  arrived,
  BRAVO,
  CHARLIE,
  consultation,
  draft,
  hash,
  held,
  hour,
  NOTIFICATION,
  NOW,
  office,
  payload,
  snapshot,
} from "./samples.ts";
import * as stories from "../consultation/stories.ts";

const clock = { now: () => NOW, after: () => () => undefined };

function clientOf(shown: ClientSnapshot): Client {
  return {
    snapshot: () => shown,
    subscribe: () => () => undefined,
    saveDraft: () => Promise.resolve(accept(undefined)),
    discardDraft: () => Promise.resolve(),
    checkDraft: () => [],
    signAndSend: () => Promise.resolve(accept(hash(9))),
    acknowledge: () => Promise.resolve(accept(hash(9))),
    sendNote: () => Promise.resolve(accept(payload(9))),
    takeBack: () => Promise.resolve(accept(undefined)),
    changeRoster: () => Promise.resolve(accept(hash(9))),
    markRead: () => Promise.resolve(),
    coSign: () => Promise.resolve(accept(undefined)),
    declineToSign: () => Promise.resolve(accept(undefined)),
    reportDevice: () => Promise.resolve(accept(undefined)),
    confirmRecord: () => Promise.resolve(accept(undefined)),
    proposeCard: () => Promise.resolve(accept(undefined)),
    wish: () => Promise.resolve(accept(undefined)),
    goOnWithDirectory: () => Promise.resolve(accept(undefined)),
    signForDevice: () => Promise.resolve(accept(undefined)),
    removeSignedDevice: () => Promise.resolve(accept(undefined)),
    acceptCopy: () => Promise.resolve(),
    retryNow: () => undefined,
    close: () => Promise.resolve(),
    signOut: () => Promise.resolve(),
  };
}

function DeskPage({
  shown,
  route,
  press,
}: {
  shown: ClientSnapshot;
  route: Route;
  press: readonly string[];
}): ReactNode {
  const parts = useMemo(() => {
    const client = clientOf(shown);
    const flushes = new Flushes(clock);
    const moves = new Moves(
      createStore<Route>(() => route),
      flushes,
    );
    return {
      client,
      moves,
      flushes,
      actions: new DeskActions(client, moves, clock),
      preferences: createStore(() => ({ theme: "system" as const, singleKeys: true })),
    };
  }, [shown, route]);
  useEffect(() => {
    void pressAll(press);
  }, [press]);
  return (
    <Desk
      {...parts}
      clock={clock}
      api={{ attention: () => Promise.resolve(), onCloseRequest: () => () => undefined }}
      onLeave={() => undefined}
      exercise
      onJoin={() => undefined}
      onFault={() => undefined}
    />
  );
}

/** One after the other, each once the page shows what the one before did. */
async function pressAll(names: readonly string[]): Promise<void> {
  for (const name of names) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const all = [...document.querySelectorAll<HTMLElement>("button, a, summary, label")];
    all.find((one) => one.textContent === name || one.getAttribute("aria-label") === name)?.click();
  }
}

/** The desk with a snapshot at a route; `press` is clicked once it stands. */
export function desk(
  shown: ClientSnapshot,
  route: Route = { place: "home" },
  ...press: readonly string[]
): () => ReactNode {
  return () => <DeskPage shown={shown} route={route} press={press} />;
}

function leaving(way: Way, shown: ClientSnapshot, kept = true): () => ReactNode {
  return () => (
    <>
      {desk(shown)()}
      <LeaveDialog
        way={way}
        snapshot={shown}
        kept={kept}
        onBack={() => undefined}
        onLeave={() => undefined}
      />
    </>
  );
}

const states = (...codes: string[]): readonly StateCode[] => codes as StateCode[];

const charlie = arrived({
  id: hash(20),
  con: "D".repeat(22) as never,
  parties: states("XB", "XC"),
  initiator: CHARLIE.state,
  subject: act(CHARLIE, {
    ...NOTIFICATION,
    ask: { ack: "2026-03-10T04:52:00Z" },
    f: {
      ...NOTIFICATION.f,
      rsit: { class: "information-gathering", type: "scanner" },
      affected_sectors: ["energy", "transport"],
      severity: { scale: "product", code: 2 },
    },
  }),
  lastAt: NOW - 0.3 * hour,
});
const delta = held({
  id: hash(30),
  con: "E".repeat(22) as never,
  parties: states("XB", "XD"),
  initiator: BRAVO.state,
  lastAt: NOW - hour,
});
const echo = consultation({
  id: hash(40),
  con: "F".repeat(22) as never,
  parties: states("XB", "XE"),
  headline: "in_consultation",
  needs: "nothing",
  unread: 0,
  subject: act(office("XE"), {
    ...NOTIFICATION,
    tlp: "green",
    ask: {},
    f: {
      ...NOTIFICATION.f,
      rsit: { class: "fraud", type: "phishing" },
      severity: { scale: "product", code: 1 },
    },
  }),
  requests: [],
  lastAt: NOW - 20 * hour,
});
const opening = consultation({
  id: payload(50) as never,
  con: "G".repeat(22) as never,
  parties: states("XB", "XH"),
  initiator: BRAVO.state,
  headline: "draft",
  needs: "nothing",
  unread: 0,
  subject: null,
  requests: [],
  lastAt: NOW - 60_000,
});

const busy = snapshot({
  consultations: [consultation({ lastAt: NOW - 0.6 * hour }), charlie, delta, echo, opening],
  drafts: [
    draft(),
    draft({
      id: "d2",
      kind: "T04",
      channel: hash(1),
      re: hash(1),
      fields: { reply_kind: "holding" },
    }),
  ],
  outbox: { queued: 1, held: 1 },
  unread: 3,
});
const waiting = snapshot({
  me: {
    user: BRAVO.user,
    device: "KQZTVLHMXA",
    key: "nyxB16CzXmjB0uMqT5rW0g",
    listing: "waiting",
    office: null,
    enrolment: {
      words: [],
      keyWords: [],
      request: "",
      ticket: { id: "", expires: NOW + hour, state: BRAVO.state, level: ["technical"], office: "" },
      step: "waiting",
      sentAt: NOW,
    },
  },
  directory: {
    ...snapshot().directory,
    n: 3,
    head: "9f2c41d7",
    at: NOW - 3 * 60_000,
    behind: false,
  },
  offices: [ALFA],
});

/** The way to the one consultation of a snapshot. */
function consultationOf({ consultations }: ClientSnapshot): Route {
  return { place: "consultation", id: consultations[0]?.id ?? "", con: null };
}

export const pages = {
  "home.busy": desk(busy),
  "home.arrived": desk(snapshot({ consultations: [arrived()], unread: 1 })),
  "home.acknowledge": desk(
    snapshot({ consultations: [arrived()], unread: 1 }),
    { place: "home" },
    "Acknowledge receipt",
  ),
  "home.quiet": desk(snapshot({ consultations: [echo] })),
  "home.empty": desk(snapshot()),
  "home.empty-alone": desk(
    snapshot({ offices: [], link: { state: "away", since: NOW - 40_000, retryAt: NOW + 8000 } }),
  ),
  "home.disabled": desk(
    snapshot({ me: { ...snapshot().me, listing: "disabled" }, consultations: [echo] }),
  ),
  "home.alarms": desk(
    snapshot({
      consultations: [arrived()],
      alarms: [
        { kind: "directory-refused", reason: "chain-broken", n: 7, at: NOW },
        { kind: "restored-copy", at: NOW },
        { kind: "set-back", at: NOW },
        { kind: "disk", reason: "full", at: NOW },
      ],
      directory: { ...snapshot().directory, behind: true },
    }),
  ),
  "home.signed-out": desk(snapshot({ consultations: [echo], link: { state: "signed-out" } })),
  "home.menu": desk(busy, { place: "home" }, "Settings and ways out"),
  "home.themes": desk(busy, { place: "home" }, "Theme"),
  "meanwhile.first": desk(waiting),
  "meanwhile.alone": desk({ ...waiting, offices: [], directory: { ...waiting.directory, n: 0 } }),
  "meanwhile.draft": desk({ ...waiting, drafts: [draft()] }),
  "choose.list": desk(
    snapshot({
      offices: [
        ...snapshot().offices,
        office("XI", { trust: "suspended" }),
        office("XJ", { level: "policy" }),
        office("XK", { trust: "not-listed", devices: 0 }),
      ],
    }),
    { place: "choose" },
  ),
  "choose.empty": desk(snapshot({ offices: [] }), { place: "choose" }),
  "consultation.desk": desk(stories.unread(), consultationOf(stories.unread())),
  "consultation.desk-held": desk(stories.held(), consultationOf(stories.held())),
  "leave.quit": leaving("quit", busy),
  "leave.quit-full": leaving(
    "quit",
    snapshot({ alarms: [{ kind: "disk", reason: "full", at: NOW }] }),
    false,
  ),
  "leave.lock-full": leaving("lock", snapshot(), false),
  "leave.sign-out-full": leaving("sign-out", busy, false),
  "leave.lock": leaving("lock", busy),
  "leave.sign-out": leaving("sign-out", busy),
} satisfies { readonly [name: string]: () => ReactNode };
