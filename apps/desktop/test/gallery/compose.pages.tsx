import { accept, refuse, type Clock, type RecordId, type StateCode } from "@parley/base";
import type { ActDraft, ActionRefusal, ClientSnapshot, FieldProblem } from "@parley/client";
import { checkT02, checkT04 } from "@parley/protocol";
import { useEffect, useRef, type ComponentProps, type ReactNode } from "react";
import { Compose } from "../../src/renderer/features/compose/index.ts";
import type { PagesModule } from "./gallery.tsx";
import {
  ACKNOWLEDGEMENT,
  actEntry,
  ALFA,
  BRAVO,
  consultation,
  hash,
  held,
  hour,
  NOTIFICATION,
  NOW,
  office,
  snapshot,
} from "./samples.ts";

const clock: Clock = {
  now: () => NOW + 7_000,
  after: (ms, call) => {
    // The minute never ends here; what is typed is written at once.
    if (ms > 1_000) return () => undefined;
    const timer = setTimeout(call, 0);
    return () => clearTimeout(timer);
  },
};

function problemsOf(draft: ActDraft): readonly FieldProblem[] {
  const checked =
    draft.kind === "T02" ? checkT02(draft.fields, "exercise") : checkT04(draft.fields, draft.ask);
  return checked.ok ? [] : checked.refusal;
}

function client(refusal?: ActionRefusal): ComponentProps<typeof Compose>["client"] {
  return {
    saveDraft: () => Promise.resolve(refusal === undefined ? accept(undefined) : refuse(refusal)),
    discardDraft: () => Promise.resolve(),
    checkDraft: problemsOf,
    signAndSend: () => Promise.resolve(refusal === undefined ? accept(hash(9)) : refuse(refusal)),
  };
}

/** The shell as far as it takes room: the screen is looked at in its own size. */
function Page({
  draft,
  snapshot: shown = snapshot(),
  refusal,
  click = [],
}: {
  draft: ActDraft;
  snapshot?: ClientSnapshot;
  refusal?: ActionRefusal;
  /** Words of buttons that are pressed once the page stands. */
  click?: readonly string[];
}): ReactNode {
  const ref = useRef<HTMLElement>(null);
  const known = { ...shown, drafts: [draft] };
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    for (const words of click)
      [...(ref.current?.querySelectorAll("button") ?? [])]
        .findLast((one) => one.textContent.includes(words))
        ?.click();
  }, [click]);
  return (
    <div className="app">
      <div className="exband hatch" />
      <div className="bar" />
      <div className="rail" />
      <main className="main" ref={ref}>
        <Compose
          client={client(refusal)}
          snapshot={known}
          draft={draft}
          clock={clock}
          onClose={() => undefined}
          onSent={() => undefined}
          beforeClose={() => () => undefined}
        />
      </main>
    </div>
  );
}

const OPENING: ActDraft = {
  id: "draft-1",
  kind: "T02",
  channel: null,
  re: null,
  roster: [ALFA.rec],
  tlp: "amber+strict",
  prec: "urgent",
  ask: { ack: "2026-03-10T05:14:00Z", reply: "2026-03-11T01:14:00Z" },
  res: ["non_attribution", "voluntary"],
  fields: {
    stage: "early-warning",
    incident_ref: "BRAVO-CSIRT-2026-0031",
    rsit: { class: "intrusions", type: "system-compromise" },
    incident_status: "ongoing",
    detected_at: "2026-03-10T00:05:00Z",
    suspected_malicious: "unknown",
    cross_border: "yes",
    affected_sectors: ["energy"],
    impact_scope: "multi-org",
    severity: { scale: "product", code: 3 },
    severity_national: "C, high",
    territorial_link: "hosting",
    mitigation_taken:
      "Remote maintenance access closed at three operators. Attack by the hosting provider’s customer blocked.",
    request_to_recipient: "information",
    public_status: "not-public",
  },
  updatedAt: NOW,
};

const EMPTY: ActDraft = { ...OPENING, prec: "priority", ask: {}, fields: { stage: "update" } };

const LONG = `${"Сетевые узлы двух операторов были недоступны с 22:40. ".repeat(34)}\n\nEnd.`;

const FULL: ActDraft = {
  ...OPENING,
  fields: {
    ...OPENING.fields,
    stage: "final",
    started_at: "2026-03-29 03:30",
    ended_at: "2026-03-09T20:00:00Z",
    root_cause: "third-party-failures",
    affected_sectors: [
      "energy",
      "transport",
      "digital-infrastructure",
      "ict-service-management-b2b",
    ],
    states_affected: ["XA", "XB", "XC", "XJ"],
    summary: LONG,
  },
};

const REPLY: ActDraft = {
  ...OPENING,
  kind: "T04",
  channel: hash(1),
  re: hash(1),
  roster: [],
  ask: {},
  res: ["voluntary"],
  fields: {
    reply_kind: "information",
    text: "Session logs of the two accounts named were preserved at 01:05 UTC.\n\nThe provider has failed to answer so far.",
  },
};

const talking = snapshot({ consultations: [consultation()] });
const own = consultation({
  entries: [
    actEntry(1, BRAVO, { ...NOTIFICATION, rec: BRAVO.rec }),
    actEntry(2, ALFA, { ...ACKNOWLEDGEMENT, rec: ALFA.rec }),
  ],
});

export const pages: PagesModule["pages"] = {
  "compose-t02": () => <Page draft={OPENING} />,
  "compose-t02-empty": () => <Page draft={EMPTY} click={["Sign and send"]} />,
  "compose-t02-full": () => <Page draft={FULL} />,
  "compose-t02-sign": () => <Page draft={OPENING} click={["Sign and send"]} />,
  "compose-t02-sign-waiting": () => (
    <Page
      draft={{ ...OPENING, roster: [ALFA.rec, "xj-tech-9" as RecordId] }}
      snapshot={snapshot({
        link: { state: "away", since: NOW - hour, retryAt: NOW },
        offices: [office("XA", { trust: "suspended", devices: 0 })],
      })}
      click={["Sign and send"]}
    />
  ),
  "compose-t02-unlisted": () => (
    <Page
      draft={OPENING}
      snapshot={snapshot({ me: { ...snapshot().me, listing: "disabled" } })}
      click={["Sign and send"]}
    />
  ),
  "compose-t02-refused": () => (
    <Page draft={OPENING} refusal={{ reason: "disk" }} click={["In 4 hours"]} />
  ),
  "compose-t02-discard": () => <Page draft={OPENING} click={["Discard draft"]} />,
  "compose-t02-update": () => (
    <Page
      draft={{ ...OPENING, channel: hash(1), re: hash(1), roster: [], fields: NOTIFICATION.f }}
      snapshot={snapshot({ consultations: [own] })}
    />
  ),
  "compose-t02-seven": () => (
    <Page
      draft={{
        ...OPENING,
        roster: ["XA", "XC", "XD", "XE", "XF", "XG", "XH"].map((one) => office(one).rec),
      }}
    />
  ),
  "compose-t04": () => <Page draft={REPLY} snapshot={talking} />,
  "compose-t04-new": () => <Page draft={{ ...REPLY, res: [], fields: {} }} snapshot={talking} />,
  "compose-t04-holding": () => (
    <Page
      draft={{ ...REPLY, res: ["holding"], ask: {}, fields: { reply_kind: "holding" } }}
      snapshot={talking}
      click={["In 24 hours"]}
    />
  ),
  "compose-t04-held": () => (
    <Page
      draft={{
        ...REPLY,
        fields: { reply_kind: "not-our-competence", redirect_to: "National CSIRT of Alfa" },
      }}
      snapshot={snapshot({ consultations: [held({ parties: ["XA", "XB"] as StateCode[] })] })}
      click={["Sign and send"]}
    />
  ),
  "compose-t04-closed": () => (
    <Page
      draft={{ ...REPLY, fields: { reply_kind: "decline" }, res: ["decline"] }}
      snapshot={snapshot({
        consultations: [
          consultation({ may: [], mayNot: [{ step: "T04.decline", reason: "R_NO_REQUEST" }] }),
        ],
      })}
      click={["Sign and send"]}
    />
  ),
};
