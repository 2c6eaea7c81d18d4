import type { ActEntry, HoldReason } from "@parley/client";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Rail } from "../../src/renderer/app/Rail.tsx";
import { consultationView } from "../../src/renderer/features/consultation/index.ts";
import { homeView } from "../../src/renderer/features/home/home-view.ts";
import { needViews } from "../../src/renderer/features/home/need-view.ts";
import { officeRows } from "../../src/renderer/features/choose/office-list.ts";
import {
  ALFA,
  arrived,
  consultation,
  draft,
  hash,
  held,
  hour,
  NOW,
  office,
  payload,
  snapshot,
} from "../gallery/samples.ts";

describe("what needs a person", () => {
  it("puts what is held first, then what nobody has read, then replies", () => {
    const shown = snapshot({
      consultations: [
        consultation({ id: hash(1) }),
        arrived({ id: hash(2) }),
        held({ id: hash(3) }),
        consultation({ id: hash(4), needs: "nothing" }),
      ],
    });
    expect(needViews(shown, NOW).map((need) => [need.consultation, need.kind])).toEqual([
      [hash(3), "held"],
      [hash(2), "acknowledge"],
      [hash(1), "reply"],
    ]);
  });

  it("shows a requested time here, there and in UTC, and names the act to acknowledge", () => {
    const [need] = needViews(snapshot({ consultations: [arrived()] }), NOW);
    expect(need?.when).toEqual({
      label: "Acknowledgement asked by",
      here: "06:41 today",
      others: "05:41 Alfa, 04:41 UTC",
    });
    expect(need?.acknowledge).toEqual({ channel: hash(1), re: hash(1) });
    expect(need?.from).toBe("Alfa");
    expect(need?.title).toBe("System compromise, energy");
  });

  it("accuses nobody when a requested time has passed", () => {
    const later = NOW + 30 * hour;
    const [need] = needViews(snapshot({ consultations: [consultation()] }), later);
    expect(need?.when.label).toBe("No reply received by the time requested");
  });

  it("asks for the acknowledgement where its time was set, else for the reply", () => {
    const [request] = arrived().requests;
    const onlyReply = arrived({
      requests: [{ ...request!, ask: { reply: "2026-03-11T00:41:00Z" } }],
    });
    const [need] = needViews(snapshot({ consultations: [onlyReply] }), NOW);
    expect(need?.when.label).toBe("Reply asked by");
    const nothing = arrived({ requests: [{ ...request!, ask: {} }] });
    const [quiet] = needViews(snapshot({ consultations: [nothing] }), NOW);
    expect(quiet?.when).toEqual({ label: "No time asked", here: null, others: "" });
  });

  it("says of every hold what it waits for", () => {
    const noteOf = (reason: HoldReason): string | null | undefined =>
      needViews(
        snapshot({ consultations: [held({ gate: { state: "held", reasons: [reason] } })] }),
        NOW,
      )[0]?.note;
    expect(noteOf({ reason: "refused-by-server", since: NOW })).toMatch(/the homeserver/);
    expect(noteOf({ reason: "addressee-not-listed", office: ALFA })).toMatch(/no listed device/);
    expect(noteOf({ reason: "room-settings-changed", setting: "x" })).toMatch(/settings/);
    expect(noteOf({ reason: "own-device-not-listed" })).toMatch(/waits for this office/);
  });

  it("says of a hold that nothing went there", () => {
    const [need] = needViews(snapshot({ consultations: [held()] }), NOW);
    expect(need?.note).toBe("1 account without a place here; nothing went there");
    expect(need?.acknowledge).toBeNull();
  });
});

describe("home", () => {
  it("shows an opening on its way as such, without a time or a severity", () => {
    const opening = consultation({
      id: payload(1),
      subject: null,
      requests: [],
      headline: "draft",
    });
    const [row] = homeView(snapshot({ consultations: [opening] }), NOW).rows;
    expect(row).toMatchObject({ state: "Being set up", asked: "None asked", severity: null });
  });

  it("calls nothing transmitted that has not left this device, at home, in the rail and on its screen", () => {
    const [opening] = arrived().entries;
    if (opening?.kind !== "act") throw new Error("no act");
    const update: ActEntry = {
      ...opening,
      hash: hash(8),
      own: true,
      act: { ...opening.act!, kind: "T02", re: hash(1) },
    };
    const at = (...entries: readonly ActEntry[]): string => {
      const one = consultation({ id: hash(1), headline: "transmitted", entries });
      const shown = snapshot({ consultations: [one] });
      const [row] = homeView(shown, NOW).rows;
      const rail = renderToStaticMarkup(
        createElement(Rail, {
          snapshot: shown,
          route: { place: "home" },
          current: null,
          now: NOW,
          onGo: () => undefined,
        }),
      );
      const title = consultationView(shown, one.id, NOW)?.state.title ?? "";
      expect(rail).toContain(`>${title}</span>`);
      expect(row?.state).toBe(title);
      return title;
    };
    const own = { ...opening, hash: hash(1), own: true };
    for (const state of ["queued", "sending", "held"] as const) {
      expect(at({ ...own, delivery: { state } })).toBe("Not sent yet");
      expect(
        at({ ...own, delivery: { state: "sent", at: NOW } }, { ...update, delivery: { state } }),
      ).toBe("Not sent yet");
    }
    expect(at({ ...own, delivery: { state: "sent", at: NOW } })).toBe("Transmitted");
    expect(at({ ...own, own: false, delivery: null })).toBe("Transmitted");
  });

  it("names for each draft what it is and to whom, the newest first", () => {
    const view = homeView(
      snapshot({
        consultations: [consultation()],
        drafts: [
          draft({ roster: [ALFA.rec], updatedAt: NOW - hour }),
          draft({ id: "r", kind: "T04", channel: hash(1), re: hash(1), updatedAt: NOW }),
          { id: "n", kind: "note", channel: hash(1), text: "x", updatedAt: NOW - 2 * hour },
        ],
      }),
      NOW,
    );
    expect(view.drafts.map((one) => one.what)).toEqual([
      "Reply to Alfa",
      "Incident notification to Alfa",
      "Note to Alfa",
    ]);
    expect(view.drafts.map((one) => one.channel)).toEqual([null, null, hash(1)]);
  });

  it("shows one's own capital first and says where another day is", () => {
    const echo = consultation({ id: hash(5), parties: ["XB", "XE"] as never });
    const { capitals } = homeView(snapshot({ consultations: [consultation(), echo] }), NOW);
    expect(capitals.map((one) => [one.name, one.time, one.otherDay])).toEqual([
      ["Bravo", "03:14", false],
      ["Alfa", "02:14", false],
      ["Echo", "21:14", true],
    ]);
  });
});

describe("choosing an office", () => {
  const offices = [office("XC"), office("XA"), office("XB", { level: "policy" })];
  const names = (query: string) =>
    officeRows(offices, query, "technical", NOW).map((row) => row.name);

  it("lists by the names of States and finds by name or code", () => {
    expect(names("")).toEqual([
      "Alfa, Technical PoC",
      "Bravo, Policy PoC",
      "Charlie, Technical PoC",
    ]);
    expect(names("char")).toEqual(["Charlie, Technical PoC"]);
    expect(names(" xa ")).toEqual(["Alfa, Technical PoC"]);
    expect(names("lfa")).toEqual([]);
  });

  it("says why an office cannot be chosen", () => {
    const all = [
      office("XA"),
      office("XB", { level: "policy" }),
      office("XC", { trust: "suspended" }),
    ];
    expect(officeRows(all, "", "technical", NOW).map((row) => row.not)).toEqual([
      null,
      "level",
      "not-verified",
    ]);
  });
});
