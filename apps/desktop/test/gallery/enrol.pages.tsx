import type { KeyId, StateCode } from "@parley/base";
import type { Client, ClientSnapshot, EnrolmentView, RecordView } from "@parley/client";
import { createStore } from "zustand/vanilla";
import type { ReactNode } from "react";
import { BeforeDesk } from "../../src/renderer/app/BeforeDesk.tsx";
import type { Shown } from "../../src/renderer/app/standing.ts";
import { BRAVO, draft, hour, NOW, office, snapshot } from "./samples.ts";

/** As much of a client as these pages press. */
const client: Pick<Client, "retryNow" | "acceptCopy"> = {
  retryNow: () => undefined,
  acceptCopy: () => Promise.resolve(),
};
const clock = { now: () => NOW, after: () => () => undefined };
const WORDS =
  "garden pocket silver tunnel walnut mushroom summer market jacket lumber window citizen".split(
    " ",
  );

const enrolment: EnrolmentView = {
  words: WORDS,
  keyWords: WORDS.toReversed(),
  request: `{"proof":"${"p".repeat(86)}","request":"${"r".repeat(300)}"}`,
  ticket: {
    id: "t".repeat(22),
    expires: NOW + 86 * hour,
    state: "XB" as StateCode,
    level: ["technical"],
    office: "National Cyber Security Coordination Centre",
  },
  step: "waiting",
  sentAt: NOW - 5 * 60_000,
};

function record(level: "technical" | "policy", more: Partial<RecordView> = {}): RecordView {
  return {
    ...office("XB", { level, rec: `xb-${level}-1` as never }),
    levels: [level],
    kind: "office",
    powers: ["open", "answer", "directory"],
    holder: "h4",
    own: false,
    ownState: true,
    from: "2026-01-12",
    confirmation: { due: "2027-01-12", state: "current" },
    card: null,
    cardState: "none",
    devices: [
      {
        key: "K".repeat(22) as KeyId,
        id: "QWERTZUIOP",
        words: WORDS,
        state: "listed",
        listed: { n: 219, at: NOW - hour, officers: [1, 3], cosigners: [] },
        disabled: null,
        own: false,
        reported: null,
        signedFor: null,
      },
    ],
    since: { n: 219, at: NOW - hour },
    ...more,
  };
}

const waiting = snapshot({
  me: {
    user: BRAVO.user,
    device: "KQZTVLHMXA",
    key: "9F2C41D7A0B35E68C1D2E3",
    listing: "waiting",
    office: null,
    enrolment,
  },
});
const step = (more: Partial<EnrolmentView>): ClientSnapshot => ({
  ...waiting,
  me: { ...waiting.me, enrolment: { ...enrolment, ...more } },
});

function own(
  device: Partial<RecordView["devices"][number]>,
  listing: "listed" | "disabled",
): ClientSnapshot {
  const mine = record("technical", { own: true });
  const [first] = mine.devices;
  return snapshot({
    me: { ...snapshot().me, listing },
    records: [{ ...mine, devices: [{ ...first!, own: true, ...device }] }],
  });
}

function page(
  shown: Exclude<Shown, "desk">,
  what: ClientSnapshot,
  press?: string,
): () => ReactNode {
  return () => {
    if (press !== undefined) setTimeout(() => pressIt(press), 50);
    const preferences = createStore(() => ({ theme: "system" as const, singleKeys: true }));
    return (
      <BeforeDesk
        client={client as Client}
        snapshot={what}
        shown={shown}
        api={{ onCloseRequest: () => () => undefined }}
        clock={clock}
        preferences={preferences}
        info={{
          version: "0.1.0",
          build: "exercise",
          network: null,
          networkProblem: null,
          keychain: "available",
        }}
        place={{
          server: "hs.parley.example",
          root: { k: 2, officers: ["a", "b", "c"], mode: "exercise" } as never,
        }}
        onDesk={() => undefined}
        onLeave={() => undefined}
      />
    );
  };
}

function pressIt(name: string): void {
  [...document.querySelectorAll("button")].find((one) => one.textContent === name)?.click();
}

export const pages = {
  "enrol.words": page("joining", waiting),
  "enrol.words-colleague": page("joining", { ...waiting, records: [record("policy")] }),
  "enrol.words-colleagues": page("joining", {
    ...waiting,
    records: [record("policy"), record("technical", { rec: "xb-technical-2" as never })],
  }),
  "enrol.colleague": page(
    "joining",
    { ...waiting, records: [record("policy")] },
    "Words for this colleague",
  ),
  "enrol.words-connecting": page("joining", step({ step: "connecting", sentAt: null })),
  "enrol.words-line": page("joining", step({ step: "line", sentAt: null })),
  "enrol.words-sending": page("joining", step({ step: "sending", sentAt: null })),
  "enrol.words-away": page("joining", {
    ...step({ step: "connecting", sentAt: null }),
    link: { state: "away", since: NOW - 3 * 60_000, retryAt: NOW + 20_000 },
  }),
  "enrol.words-expired": page(
    "joining",
    step({ ticket: { ...enrolment.ticket, expires: NOW - hour } }),
  ),
  "enrol.words-widest": page(
    "joining",
    step({
      words: WORDS.map(() => "mushroom")
        .with(5, "swimming")
        .with(6, "wrestle"),
    }),
  ),
  "enrol.larger": page("joining", waiting, "Larger, on a page of its own"),
  "enrol.larger-widest": page(
    "joining",
    step({ words: WORDS.map(() => "mushroom") }),
    "Larger, on a page of its own",
  ),
  "enrol.spelling": page("joining", waiting, "Spell the words"),
  "enrol.stop": page("joining", { ...waiting, drafts: [draft()] }, "Stop here"),
  "enrol.signed-out": page("joining", { ...waiting, link: { state: "signed-out" } }),
  "enrol.verified": page("verified", own({}, "listed")),
  "enrol.verified-cosigned": page(
    "verified",
    own(
      {
        listed: {
          n: 219,
          at: NOW,
          officers: [1, 3],
          cosigners: [{ rec: "xb-policy-1" as never }],
        },
      },
      "listed",
    ),
  ),
  "enrol.disabled": page(
    "disabled",
    own({ state: "disabled", disabled: { n: 230, at: NOW - 26 * hour } }, "disabled"),
  ),
  "enrol.reported": page(
    "reported",
    own(
      {
        state: "suspended",
        reported: { at: NOW - hour, by: "xb-policy-1" as never, why: "stolen" },
      },
      "listed",
    ),
  ),
  "enrol.unlisted": page(
    "unlisted",
    snapshot({ me: { ...waiting.me, enrolment: null, office: null } }),
  ),
} satisfies { readonly [name: string]: () => ReactNode };
