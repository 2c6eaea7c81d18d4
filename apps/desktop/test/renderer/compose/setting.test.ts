import type { RecordId } from "@parley/base";
import { describe, expect, it } from "vitest";
import { composeSetting } from "../../../src/renderer/features/compose/compose-setting.ts";
import {
  newestVersion,
  notificationDraft,
  replyDraft,
  updateDraft,
} from "../../../src/renderer/features/compose/new-draft.ts";
import { kindsOffered, whyNotNow } from "../../../src/renderer/features/compose/reply-kinds.ts";
import { signRemarks } from "../../../src/renderer/features/compose/sign-remarks.ts";
import {
  ACKNOWLEDGEMENT,
  actEntry,
  ALFA,
  BRAVO,
  CHARLIE,
  consultation,
  hash,
  held,
  NOTIFICATION,
  NOW,
  office,
  snapshot,
} from "../../gallery/samples.ts";
import { OPENING, REPLY } from "./sample.ts";

const start = { id: "new", now: NOW };

describe("whom an act goes to", () => {
  it("shows the offices addressed, never one's own, and the readers by name", () => {
    const draft = { ...OPENING, roster: [CHARLIE.rec, BRAVO.rec, ALFA.rec] };
    const setting = composeSetting(draft, snapshot());
    expect(setting.addressees.map((one) => one.rec)).toEqual([CHARLIE.rec, ALFA.rec]);
    expect(setting.readers).toEqual(["XA", "XC"]);
    expect(setting.mode).toBe("exercise");
    expect(setting.zone).toBe("Europe/Helsinki");
    expect(setting.readerFrame.here).toBe("XA");
  });

  it("says so where an addressed office is not in the directory", () => {
    const setting = composeSetting({ ...OPENING, roster: ["xz-tech-1" as RecordId] }, snapshot());
    expect(setting.addressees).toEqual([{ rec: "xz-tech-1", office: null, trust: "not-listed" }]);
    expect(setting.readers).toEqual([]);
  });

  it("takes the members of the channel for what follows in it", () => {
    const setting = composeSetting(REPLY, snapshot({ consultations: [held()] }));
    expect(setting.addressees.map((one) => one.rec)).toEqual([ALFA.rec]);
    expect(setting.referred?.hash).toBe(hash(1));
  });
});

describe("what is said before signing", () => {
  const quiet = snapshot({ consultations: [consultation()] });

  it("is nothing where all is open", () => {
    expect(signRemarks(composeSetting(REPLY, quiet), quiet)).toEqual([]);
  });

  it("[GATE-1] names the hold, the missing keys, the missing line", () => {
    const away = snapshot({
      consultations: [held()],
      link: { state: "away", since: NOW, retryAt: NOW },
    });
    expect(signRemarks(composeSetting(REPLY, away), away)).toEqual(["held", "offline"]);
    const waiting = snapshot({
      consultations: [consultation({ gate: { state: "waiting", for: { what: "room" } } })],
    });
    expect(signRemarks(composeSetting(REPLY, waiting), waiting)).toEqual(["waiting"]);
  });

  it("names a device or an addressee that is not listed", () => {
    const shown = snapshot({
      me: { ...snapshot().me, listing: "waiting" },
      offices: [office("XA", { trust: "suspended", devices: 0 })],
    });
    expect(signRemarks(composeSetting(OPENING, shown), shown)).toEqual([
      "unlisted",
      "addressee-not-listed",
    ]);
  });
});

describe("new drafts", () => {
  it("open with what states no fact", () => {
    const draft = notificationDraft({ ...start, level: "technical", roster: [ALFA.rec] });
    expect(draft).toMatchObject({ channel: null, re: null, tlp: "amber+strict", ask: {} });
    expect(draft.fields).toEqual({ stage: "early-warning" });
    expect(draft.res).toEqual(["non_attribution", "voluntary"]);
  });

  const first = { ...NOTIFICATION, rec: BRAVO.rec };
  const second = { ...first, chan: hash(1), re: hash(1), f: { ...first.f, incident_ref: "two" } };
  const third = { ...second, re: hash(3), f: { ...first.f, incident_ref: "three" } };
  const other = { ...second, re: hash(7), f: { ...first.f, incident_ref: "other" } };
  const own = consultation({
    entries: [
      actEntry(5, BRAVO, other),
      actEntry(4, BRAVO, third),
      actEntry(3, BRAVO, second),
      actEntry(2, ALFA, { ...ACKNOWLEDGEMENT, rec: ALFA.rec }),
      actEntry(1, BRAVO, first),
    ],
  });

  it("update the newest version that has effect, whatever it went back to", () => {
    expect(newestVersion(own, hash(1))?.f["incident_ref"]).toBe("three");
    const [, , ...rest] = own.entries;
    const without = consultation({
      entries: [actEntry(4, BRAVO, third, { effect: "key-disabled" }), ...rest],
    });
    expect(newestVersion(without, hash(1))?.f["incident_ref"]).toBe("two");
    const draft = updateDraft({ ...start, consultation: own, channel: hash(1), re: hash(1) });
    expect(draft).toMatchObject({ re: hash(1), channel: hash(1), tlp: "amber+strict", ask: {} });
    expect(draft.fields).toEqual({ ...first.f, incident_ref: "three", stage: "update" });
  });

  it("answer with the marking of what they answer", () => {
    const red = consultation({ entries: [actEntry(1, ALFA, { ...NOTIFICATION, tlp: "red" })] });
    const draft = replyDraft({ ...start, consultation: red, channel: hash(1), re: hash(1) });
    expect(draft).toMatchObject({ kind: "T04", tlp: "red", prec: "urgent", res: [], fields: {} });
    expect(
      replyDraft({ ...start, consultation: red, channel: hash(1), re: hash(1), kind: "decline" }),
    ).toMatchObject({ res: ["decline"], fields: { reply_kind: "decline" } });
  });
});

describe("kinds of reply", () => {
  it("are those that are open for this act, never the acknowledgement of one step", () => {
    const open = consultation();
    expect(kindsOffered(open, hash(1))).toEqual([
      "holding",
      "information",
      "partial",
      "no-information",
      "not-our-competence",
      "take-note",
      "decline",
      "other-channel",
    ]);
    expect(kindsOffered(open, hash(2))).toEqual([]);
    const fresh = consultation({ may: [{ step: "T04.ack", targets: [hash(1)] }] });
    expect(kindsOffered(fresh, hash(1))).toEqual(["passed-on"]);
  });

  it("say why not, in the words of the table", () => {
    const closed = consultation({
      may: [],
      mayNot: [{ step: "T04.decline", reason: "R_NO_REQUEST" }],
    });
    expect(whyNotNow(consultation(), hash(1), "decline")).toBeNull();
    expect(whyNotNow(closed, hash(1), "decline")).toBe(
      "Nothing that was asked of your State is open for this.",
    );
  });
});
