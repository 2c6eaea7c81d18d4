import type { RecordId } from "@parley/base";
import type { ClientSnapshot, RecordView } from "@parley/client";
import { useEffect, type ReactNode } from "react";
import type { Route } from "../../src/renderer/app/route.ts";
import { desk } from "./desk.pages.tsx";
import * as stories from "../consultation/stories.ts";
import { card, device, directorySnapshot, LONG, RECORDS, toSign } from "./directory.samples.ts";
import type { PagesModule } from "./gallery.tsx";
import { consultation, hour, NOW, snapshot } from "./samples.ts";

const day = 24 * hour;

function at(rec: string | null): Route {
  return { place: "directory", page: { show: "record", rec: rec as RecordId | null } };
}

const SIGN: Route = { place: "directory", page: { show: "sign", hash: toSign().hash } };
const CARD: Route = { place: "directory", page: { show: "card" } };

/** Bravo's own records, with something changed about the technical one. */
function own(more: Partial<RecordView>, rest: Partial<ClientSnapshot> = {}): ClientSnapshot {
  return directorySnapshot({
    records: RECORDS.map((one) => (one.own ? { ...one, ...more } : one)),
    ...rest,
  });
}

const old = { state: "old", at: NOW - 4 * day, until: NOW - 2 * day } as const;

/** A talked-over consultation whose members the directory knows, held because the directory is old. */
function heldOld(): ClientSnapshot {
  const shown = stories.talked();
  const [one] = shown.consultations;
  if (one === undefined) return shown;
  return {
    ...shown,
    directory: { ...shown.directory, signedHead: old },
    records: RECORDS,
    consultations: [
      {
        ...one,
        needs: "held",
        gate: { state: "held", reasons: [{ reason: "directory-old", headAt: old.at }] },
      },
    ],
    alarms: [{ kind: "directory-old", headAt: old.at, at: NOW }],
  };
}

/** The record with the key that signed the acts of its State, so that the evidence behind them is found. */
function signedBy(record: RecordView, { consultations }: ClientSnapshot): RecordView {
  const act = consultations
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.kind === "act" && entry.rec === record.rec);
  const [first, ...rest] = record.devices;
  if (act?.kind !== "act" || first === undefined) return record;
  return { ...record, devices: [{ ...first, key: act.signedBy.key as typeof first.key }, ...rest] };
}

/** What the directory said anew stands in the channel that it concerns. */
function announced(): ClientSnapshot {
  const talked = stories.talked();
  const shown = { ...talked, records: RECORDS.map((one) => signedBy(one, talked)) };
  const { changes } = directorySnapshot();
  return {
    ...shown,
    consultations: shown.consultations.map((one) => ({
      ...one,
      entries: [
        ...one.entries,
        ...changes
          .filter((change) => change.state !== null)
          .map((change) => ({
            kind: "room" as const,
            id: `d${String(change.n)}`,
            at: stories.NOW,
            what: { event: "directory" as const, change },
          })),
      ],
    })),
  };
}

/** Types into the search field once it stands. */
function Typed({ text, page }: { text: string; page: () => ReactNode }): ReactNode {
  useEffect(() => {
    const field = document.querySelector<HTMLInputElement>(".book__find input");
    if (field === null) return;
    // By the browser's own setter, so that React hears of it as of a person's typing.
    Reflect.set(HTMLInputElement.prototype, "value", text, field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, [text]);
  return page();
}

const wishes: ClientSnapshot["wishes"] = [
  { id: "w1", kind: "confirm", text: "", at: NOW - hour, sent: true },
  {
    id: "w2",
    kind: "deputy",
    text: "The head of incident response, from April.",
    at: NOW,
    sent: false,
  },
];

export const pages: PagesModule["pages"] = {
  "directory.record": desk(directorySnapshot(), at("xa-tech-1"), "Show words Device 1"),
  "directory.own": desk(directorySnapshot(), at(null)),
  "directory.own-soon": desk(
    own({ confirmed: "2025-03-20", confirmation: { due: "2026-03-20", state: "soon" } }),
    at(null),
  ),
  "directory.own-past": desk(
    own(
      { confirmed: "2025-02-20", confirmation: { due: "2026-02-20", state: "past" } },
      { wishes },
    ),
    at(null),
  ),
  "directory.confirm": desk(directorySnapshot(), at(null), "Confirm record"),
  "directory.deputy": desk(directorySnapshot(), at(null), "Name a deputy"),
  "directory.successor": desk(directorySnapshot(), at(null), "Hand over to a successor"),
  "directory.wish-empty": desk(
    directorySnapshot(),
    at(null),
    "Name a deputy",
    "Send to the Secretariat",
  ),
  "directory.colleague": desk(directorySnapshot(), at("xb-policy-1")),
  "directory.sign-for": desk(directorySnapshot(), at("xb-policy-1"), "Sign for a new device"),
  "directory.person": desk(directorySnapshot(), at("xc-policy-1")),
  "directory.signed-for": desk(directorySnapshot(), at("xd-policy-1")),
  "directory.not-listed": desk(directorySnapshot(), at("xd-tech-1")),
  "directory.suspended": desk(directorySnapshot(), at("xf-policy-1")),
  "directory.behind": desk(
    directorySnapshot({
      directory: { ...snapshot().directory, behind: true },
    }),
    at("xf-tech-1"),
  ),
  "directory.duty": desk(directorySnapshot(), at("xh-tech-1")),
  "directory.ageing": desk(
    directorySnapshot({
      directory: {
        ...snapshot().directory,
        signedHead: { state: "ageing", at: NOW - 30 * hour, until: NOW - 6 * hour },
      },
    }),
    at("xa-tech-1"),
  ),
  "directory.alone": desk(
    directorySnapshot({ records: RECORDS.filter((one) => one.own), offices: [] }),
    at(null),
  ),
  "directory.empty": desk(
    directorySnapshot({
      records: [],
      offices: [],
      changes: [],
      me: { ...snapshot().me, office: null, listing: "waiting" },
      directory: {
        ...snapshot().directory,
        n: 0,
        signedHead: { state: "none", at: null, until: null },
      },
    }),
    at(null),
  ),
  "directory.search-office": () => (
    <Typed text="security" page={desk(directorySnapshot(), at(null))} />
  ),
  "directory.search-without": () => (
    <Typed text="golf" page={desk(directorySnapshot(), at(null))} />
  ),
  "directory.search-none": () => <Typed text="zzz" page={desk(directorySnapshot(), at(null))} />,
  "directory.long": desk(
    directorySnapshot({ records: [...RECORDS.filter((one) => one.own), ...LONG] }),
    at("ba-policy-1"),
  ),
  "directory.card": desk(directorySnapshot(), CARD),
  "directory.card-empty": desk(own({ card: null, cardState: "none" }), CARD, "Propose this card"),
  "directory.card-second": desk(
    own({
      card: card({
        telephones: [...card().telephones, { label: "night", number: "+000 000 0150" }],
      }),
    }),
    CARD,
  ),
  "directory.sign": desk(directorySnapshot({ toSign: [toSign()] }), SIGN),
  "directory.sign-device": desk(
    directorySnapshot({
      toSign: [
        toSign({
          operation: {
            op: "list",
            rec: "xb-policy-1" as RecordId,
            holder: "XB-P1",
            device: { key: device(2).key, id: "ZQ77KXVALM", words: device(2).words },
          },
          needed: 2,
          cosigners: ["xb-policy-1" as RecordId],
        }),
      ],
    }),
    SIGN,
  ),
  "directory.sign-card": desk(
    directorySnapshot({
      toSign: [
        toSign({
          operation: {
            op: "card",
            rec: "xb-tech-1" as RecordId,
            confirmed: null,
            card: "new",
            content: card(),
          },
        }),
      ],
    }),
    SIGN,
  ),
  "directory.sign-stale": desk(directorySnapshot({ toSign: [toSign({ stale: true })] }), SIGN),
  "directory.signed": desk(directorySnapshot({ toSign: [toSign()] }), SIGN, "Sign"),
  "directory.decline": desk(directorySnapshot({ toSign: [toSign()] }), SIGN, "Decline"),
  "directory.sign-gone": desk(directorySnapshot(), SIGN),
  "directory.lost": desk(directorySnapshot(), at(null), "Report lost or stolen Device 2"),
  "directory.lost-here": desk(directorySnapshot(), at(null), "Report lost or stolen Device 1"),
  "directory.lost-done": desk(
    directorySnapshot(),
    at(null),
    "Report lost or stolen Device 2",
    "Report it now",
  ),
  "directory.lost-after": desk(
    own({
      devices: [
        device(0, { own: true }),
        device(1, {
          state: "suspended",
          reported: { at: NOW - hour, by: "xb-tech-1" as RecordId, why: "lost" },
        }),
        device(2, { state: "disabled", disabled: { n: 190, at: NOW - 40 * day } }),
      ],
    }),
    at(null),
  ),
  "directory.held-old": desk(heldOld(), {
    place: "consultation",
    id: heldOld().consultations[0]?.id ?? "",
    con: null,
  }),
  "directory.announced": desk(announced(), {
    place: "consultation",
    id: announced().consultations[0]?.id ?? "",
    con: null,
  }),
  "directory.mark": desk(
    directorySnapshot({ consultations: [consultation()] }),
    { place: "home" },
    "Verified",
    "Show words Device 1",
  ),
  "directory.mark-member": desk(
    announced(),
    { place: "consultation", id: announced().consultations[0]?.id ?? "", con: null },
    "Verified",
  ),
  "directory.mark-act": desk(
    announced(),
    { place: "consultation", id: announced().consultations[0]?.id ?? "", con: null },
    "Verified: why",
  ),
  "directory.needs": desk(
    own(
      { confirmed: "2025-03-20", confirmation: { due: "2026-03-20", state: "soon" } },
      { toSign: [toSign()], consultations: [consultation()] },
    ),
  ),
  "directory.alarms": desk(
    directorySnapshot({
      consultations: [consultation()],
      directory: {
        ...snapshot().directory,
        signedHead: old,
        waiting: { state: "XC" as never, until: NOW + 20 * hour },
      },
      alarms: [
        { kind: "own-state-unsigned", n: 219, at: NOW - hour },
        { kind: "reset", state: "XB" as never, n: 220, until: NOW + 23 * hour, at: NOW - hour },
        { kind: "reset", state: "XA" as never, n: 215, until: NOW - hour, at: NOW - 25 * hour },
        { kind: "directory-old", headAt: old.at, at: NOW },
        { kind: "directory-refused", reason: "split-view", n: 218, at: NOW },
      ],
    }),
  ),
};
