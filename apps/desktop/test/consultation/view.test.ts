import type { ActHash } from "@parley/base";
import type { Awaited, ClientSnapshot, Unreached } from "@parley/client";
import { describe, expect, it } from "vitest";
import {
  consultationView,
  type ConsultationView,
} from "../../src/renderer/features/consultation/index.ts";
import * as stories from "./stories.ts";

function viewOf(snapshot: ClientSnapshot, now = stories.NOW): ConsultationView {
  const id = snapshot.consultations[0]?.id ?? "";
  const view = consultationView(snapshot, id, now);
  if (view === null) throw new Error("no view");
  return view;
}

const acts = (view: ConsultationView) =>
  view.log.flatMap((item) => (item.kind === "act" ? [item.card] : []));
const notes = (view: ConsultationView) =>
  view.log.flatMap((item) => (item.kind === "note" ? [item] : []));
const rooms = (view: ConsultationView) =>
  view.log.flatMap((item) => (item.kind === "room" ? [item] : []));

describe("consultationView", () => {
  it("has nothing to show of a consultation that the snapshot does not hold", () => {
    expect(consultationView(stories.arrived(), "elsewhere", stories.NOW)).toBeNull();
  });

  it("names parties, subject and marking in the head", () => {
    const { head } = viewOf(stories.arrived());
    expect(head).toMatchObject({
      title: "Alfa and Bravo: system compromise, energy",
      mode: "exercise",
      tlp: "amber+strict",
      precedence: "urgent",
      severity: 3,
      level: "Technical level",
      openedBy: "opened by Alfa",
    });
    expect(head.counterpart).toEqual({
      rec: "xa-tech-1",
      text: "Alfa, Technical PoC",
      trust: { shield: "verified", text: "Verified" },
    });
  });

  it("offers to acknowledge first, while nobody here has read it", () => {
    const view = viewOf(stories.arrived());
    expect(view.state.title).toBe("Delivered");
    expect(view.primary?.label).toBe("Acknowledge receipt");
    expect(view.primary?.wish).toMatchObject({ do: "acknowledge", position: 1, to: "Alfa" });
    expect(view.unread).toEqual({ acts: 1, notes: 0 });
    expect(view.steps.map((step) => step.label)).toEqual([
      "Acknowledge receipt",
      "Reply",
      "Holding reply",
      "Take note, or decline",
      "Notify a further incident",
    ]);
    expect(view.steps.map((step) => step.shortcut)).toEqual([null, "R", "H", "D", null]);
  });

  it("shows both sides the same exchange, each on its own clock first", () => {
    const bravo = viewOf(stories.talked());
    const alfa = viewOf(stories.talked(stories.ALFA));
    expect(acts(bravo).map((card) => card.reference)).toEqual(
      acts(alfa).map((card) => card.reference),
    );
    const times = (view: ConsultationView) => {
      const first = view.log.find((item) => item.kind === "act");
      return [first?.margin.times.here, first?.margin.times.others];
    };
    expect(times(bravo)).toEqual(["02:41", "01:41 Alfa, 00:41 UTC"]);
    expect(times(alfa)).toEqual(["01:41", "02:41 Bravo, 00:41 UTC"]);
  });

  it("puts evidence behind the shield of an act", () => {
    const [notification] = acts(viewOf(stories.talked()));
    expect(notification?.signed).toBe("Signed by Alfa, Technical PoC");
    expect(notification?.trust).toEqual({ shield: "verified", text: "Verified: why" });
    const why = new Map(notification?.why.map((row) => [row.name, row.value]));
    expect(why.get("Key")).toBe(
      `Act key of a device of Alfa, listed in entry ${String(stories.ALFA.entry)}; still enabled in log 218`,
    );
    expect(why.get("Directory")).toBe("217 when signed, 218 here; head of Tue 10 March 00:58 UTC");
    expect(why.get("Times")).toContain("Author’s clock 02:41 (01:41 Alfa, 00:41 UTC)");
  });

  it("says who has acknowledged, by an act, not by delivery", () => {
    const [notification, acknowledgement] = acts(viewOf(stories.talked()));
    expect(notification?.status).toEqual({ look: "ack", text: "Acknowledged by Bravo 02:58" });
    expect(acknowledgement?.signed).toBe("Signed by your office");
    expect(acknowledgement?.place).toEqual(["Act 2 of 2", "replies to act 1"]);
    expect(acknowledgement?.status?.text).toBe("Delivered to a device of Alfa 02:58");
  });

  it("marks where a day begins, on the reader's own clock", () => {
    const days = viewOf(stories.talked()).log.flatMap((item) =>
      item.kind === "day" ? [item.text] : [],
    );
    expect(days).toEqual(["Tuesday 10 March 2026"]);
  });

  it("shows the author's clock beside the time of receipt where they are far apart", () => {
    const snapshot = stories.arrived();
    const late = stories.at("08:00");
    const [consultation] = snapshot.consultations;
    const changed = {
      ...snapshot,
      consultations: [
        {
          ...consultation!,
          entries: consultation!.entries.map((entry) =>
            entry.kind === "act" ? { ...entry, receivedAt: late } : entry,
          ),
        },
      ],
    };
    const first = viewOf(changed, late).log.find((item) => item.kind === "act");
    expect(first?.margin.times.here).toBe("10:00");
    expect(first?.margin.written).toBe("author’s clock 02:41");
  });

  describe("requested times", () => {
    it("are wishes while they run", () => {
      const [request] = viewOf(stories.arrived()).requests;
      expect(request?.title).toBe("Incident notification: early warning, act 1");
      expect(request?.replies).toEqual([
        { state: "Bravo (you)", reply: "Not acknowledged yet", look: "wait" },
      ]);
      expect(request?.meters.map((meter) => [meter.label, meter.times.here, meter.text])).toEqual([
        ["Acknowledgement requested by", "06:41", "33 min of 4 h; a wish, not a duty"],
        ["Reply requested by", "Wed 11 March 02:41", "33 min of 24 h; a wish, not a duty"],
      ]);
      expect(request?.meters[0]?.value).toBeCloseTo(33 / 240, 5);
    });

    it("count from the minute in which they were asked, so that four hours read as four hours", () => {
      const shown = stories.arrived();
      const [one] = shown.consultations;
      const [entry] = one?.entries ?? [];
      if (one === undefined || entry?.kind !== "act" || entry.act === null) throw new Error("none");
      const at = entry.act.at.replace(/:00Z$/, ":40Z");
      expect(at).not.toBe(entry.act.at);
      const late = { ...entry, receivedAt: entry.receivedAt + 40_000, act: { ...entry.act, at } };
      const view = viewOf({ ...shown, consultations: [{ ...one, entries: [late] }] });
      expect(view.requests[0]?.meters[0]?.text).toContain("of 4 h;");
    });

    it("that passed say what was not received, and that a reply is welcome", () => {
      const view = viewOf(stories.passed(), Date.parse("2026-03-12T08:00:00Z"));
      expect(view.state.title).toBe("Time requested has passed");
      expect(view.requests[0]?.meters.map((meter) => meter.text)).toEqual([
        "No acknowledgement received by the time requested.",
        "No reply received by the time requested. A reply is welcome at any time.",
      ]);
      expect(view.requests[0]?.meters.every((meter) => meter.value === 1)).toBe(true);
    });

    it("go out of sight when they are met; a holding reply brings the time that it names", () => {
      const [request] = viewOf(stories.exchanged(), stories.at("12:20")).requests;
      expect(request?.replies.map((reply) => reply.reply)).toEqual(["Will revert"]);
      expect(request?.meters.map((meter) => [meter.label, meter.text])).toEqual([
        ["Bravo intends to revert by", "6 h 50 min of 9 h 30 min; stated by itself"],
      ]);
    });
  });

  it("says that a reply was given before the latest update, without blame", () => {
    expect(viewOf(stories.exchanged(), stories.at("12:20")).state.lines).toEqual([
      "Bravo replied before the latest update reached it.",
    ]);
  });

  it("gives a reason for each step that is not possible, one sentence for those that share it", () => {
    expect(viewOf(stories.talked()).refused).toEqual([
      {
        steps: "Acknowledge receipt",
        reason: "You have acknowledged everything that was received here.",
      },
      {
        steps: "Update the notification",
        reason: "Your State has nothing open here that it could change or withdraw.",
      },
    ]);
    expect(viewOf(stories.talked(stories.ALFA)).refused).toContainEqual({
      steps: "Reply, holding reply, take note, or decline",
      reason: "Nothing that was asked of your State is open for this.",
    });
  });

  it("names who of one's State holds a power that this office lacks", () => {
    const weak = {
      ...stories.talked(),
      offices: [
        {
          ...stories.BRAVO.office,
          rec: "xb-policy-1" as typeof stories.BRAVO.office.rec,
          level: "policy" as const,
        },
      ],
    };
    const [consultation] = weak.consultations;
    const view = viewOf({
      ...weak,
      consultations: [{ ...consultation!, may: [], mayNot: [{ step: "T02", reason: "R_POWER" }] }],
    });
    expect(view.refused[0]?.reason).toBe(
      "Your office does not hold the power for this step. Bravo, Policy PoC of your State may take it.",
    );
  });

  it("[GATE-1] a held gate names the account, what did not happen, since when, and the ways out", () => {
    const view = viewOf(stories.held());
    if (view.gate.state !== "held") throw new Error("not held");
    const [hold] = view.gate.holds;
    expect(hold?.title).toBe("Sending is held: an account that no party named is in this room");
    expect(hold?.why).toContain("Nothing went to it");
    expect(hold?.facts.map((fact) => fact.value)).toEqual([
      "w4t9kq2c",
      "03:01, 02:01 Alfa, 01:01 UTC",
      "no party",
    ]);
    expect(hold?.ways.map((way) => way.title)).toEqual([
      "Ask the operator of the homeserver to remove the account",
      "Alfa names it, if it is Alfa’s",
      "Reach Alfa another way",
    ]);
    expect(view.gate.waits).toContain("1 item of yours waits on this device");
    expect(view.primary).toBeNull();
    expect(view.head.counterpart?.trust).toEqual({
      shield: "unlisted",
      text: "1 account not listed",
    });
    expect(view.members.at(-1)).toMatchObject({
      name: "Account w4t9kq2c",
      detail: "receives nothing",
      foreign: true,
    });
  });

  it("[GATE-1] a listed account outside the roster is named by its office", () => {
    const view = viewOf(stories.held(stories.CHARLIE.office));
    if (view.gate.state !== "held") throw new Error("not held");
    expect(view.gate.holds[0]?.title).toBe(
      "Sending is held: Charlie, Technical PoC is in this room, and no party named it here",
    );
    expect(view.gate.holds[0]?.ways[1]?.title).toBe("Consult Charlie in a channel of its own");
  });

  it("[GATE-1] waiting for keys is no alarm, and a device that is not listed holds nothing", () => {
    const view = viewOf(stories.waiting());
    expect(view.gate).toEqual({
      state: "waiting",
      text: "Waiting for the device keys of Bravo, Technical PoC. What you send is queued and goes by itself.",
    });
    const bravo = view.members.find((member) => member.name === "Bravo");
    expect(bravo?.membership).toContain("has not joined yet");
    expect(bravo?.unlisted).toBe(
      "1 device is not in the directory: it gets nothing; sending goes on.",
    );
  });

  it("[GATE-1] says what is waited for: offices by what is missing, or the server's word on the room", () => {
    const waits = (awaited: Awaited): string => {
      const snapshot = stories.waiting();
      const [one] = snapshot.consultations;
      if (one === undefined) throw new Error("no consultation");
      const gate = { state: "waiting", for: awaited } as const;
      const view = viewOf({ ...snapshot, consultations: [{ ...one, gate }] });
      return view.gate.state === "waiting" ? view.gate.text : "";
    };
    const unreached = (because: Unreached["because"]): Awaited => ({
      what: "devices",
      offices: [{ office: stories.CHARLIE.office, because }],
    });
    expect(waits({ what: "settings" })).toMatch(/^Waiting for the homeserver to say how this room/);
    expect(waits(unreached("not-in-room"))).toMatch(
      /^The homeserver does not show Charlie, Technical PoC in this room yet\. What you send/,
    );
    expect(waits(unreached("other-keys"))).toMatch(
      /^For Charlie, Technical PoC the homeserver shows other device keys than the directory lists/,
    );
  });

  it("[OUTBOX-2] says of each own note how far it has come, and which can be taken back", () => {
    const own = notes(viewOf(stories.troubled()));
    expect(own.map((item) => item.delivery?.text)).toEqual([
      "Sent 03:02",
      "Not delivered to Alfa yet; sent 03:03. It is delivered when a device there connects.",
      "Being sent",
      "Queued on this device",
    ]);
    expect(own.map((item) => item.takeBack !== null)).toEqual([false, false, false, true]);
    const held = notes(viewOf(stories.held()));
    expect(held[0]?.delivery).toEqual({ look: "held", text: "Held on this device, not sent" });
    expect(held[0]?.takeBack).not.toBeNull();
  });

  it("gives every line about the room a reason and what to do", () => {
    const lines = rooms(viewOf(stories.troubled()));
    expect(lines.map((line) => line.title)).toEqual([
      "Something is missing here: 1 act asked for.",
      "2 messages could not be read here.",
      "1 message was not taken in.",
      "1 message was not taken in.",
    ]);
    expect(lines[2]?.text).toContain("Sent by a device that is not in the directory.");
    expect(lines[3]?.text).toContain("The signature does not fit the act.");
    expect(lines.every((line) => line.text.endsWith("."))).toBe(true);
    const [foreign] = rooms(viewOf(stories.held()));
    expect(foreign?.title).toBe("An account that no party named is in this room: w4t9kq2c.");
    expect(foreign?.text).toBe("It receives no keys. Sending is held; below is what can be done.");
  });

  it("[ACT-2] keeps and marks two acts with one predecessor; nobody is at fault", () => {
    const view = viewOf(stories.forked());
    const marked = acts(view).filter((card) =>
      card.remarks.some((remark) => remark.title === "Two acts with one predecessor."),
    );
    expect(marked).toHaveLength(2);
    expect(view.state.lines).toEqual([
      "Two different acts were signed at the same point by one device of Bravo. Both are kept.",
    ]);
  });

  it("[ACT-4] shows what a key signed that was disabled since, without effect", () => {
    const cards = acts(viewOf(stories.disabledKey())).slice(1);
    expect(cards.map((card) => card.trust)).toEqual([
      { shield: "suspended", text: "Key since disabled" },
      { shield: "suspended", text: "Key since disabled" },
    ]);
    expect(cards[0]?.remarks[0]?.text).toContain("nobody else had signed for having it before.");
    // Its acknowledgement counts for nothing any more.
    expect(acts(viewOf(stories.disabledKey()))[0]?.status?.look).toBe("delivered");
  });

  it("shows an act of a newer version by its plain text, unverified and under the strictest marking", () => {
    const card = acts(viewOf(stories.newer())).at(-1);
    expect(card?.fallback).toContain("Vulnerability notice");
    expect(card?.signed).toBe("Sent by Alfa, Technical PoC");
    expect(card?.trust).toBeNull();
    expect(card?.act.tlp).toBeNull();
    expect(card?.place).toEqual(["not counted"]);
    expect(viewOf(stories.newer()).state.acts).toBe("from 2 signed acts");
  });

  it("an opening on its way is not called signed, and takes no notes yet", () => {
    const view = viewOf(stories.opening());
    expect(view.channel).toBeNull();
    expect(view.state.title).toBe("Being set up");
    expect(view.state.acts).toBeNull();
    const [card] = acts(view);
    expect(card).toMatchObject({
      unsigned: true,
      reference: null,
      trust: null,
      signed: "To be signed by Alfa, Technical PoC",
    });
    expect(view.steps).toEqual([]);
    const item = view.log.find((one) => one.kind === "act");
    expect(item?.takeBack).toBe(view.id);
  });

  it("calls nothing sent that has not left this device", () => {
    const { state } = viewOf(stories.waiting());
    expect(state.title).toBe("Not sent yet");
    expect(state.track.map((row) => [row.text, row.at])).toEqual([
      ["Not sent yet", "now"],
      ["Acknowledged", "open"],
      ["In consultation", "open"],
    ]);
  });

  it("never offers to take back what was signed", () => {
    const items = viewOf(stories.waiting()).log.filter((one) => one.kind === "act");
    expect(items.map((item) => [item.card.status?.text, item.takeBack])).toEqual([
      ["Queued on this device", null],
    ]);
  });

  it("[ROSTER-1] offers a change of offices only where one's State has another", () => {
    const labels = (snapshot: ClientSnapshot) => viewOf(snapshot).steps.map((step) => step.label);
    expect(labels(stories.talked(stories.ALFA))).not.toContainEqual(expect.stringContaining("Add"));
    expect(labels(stories.twoOffices())).toContain("Add Alfa, Technical PoC (xa-tech-2)");
  });

  it("shows the clocks of both capitals and UTC, one's own first", () => {
    const view = viewOf(stories.talked());
    expect(view.capitals.map((capital) => [capital.state, capital.time, capital.day])).toEqual([
      ["Bravo (you)", "03:14", "Tue 10 March"],
      ["Alfa", "02:14", "Tue 10 March"],
    ]);
    expect(view.utc).toBe("Tue 10 March, 01:14 UTC");
  });

  it("brings back the note that was being written", () => {
    const snapshot = stories.talked();
    const channel = snapshot.consultations[0]!.id as ActHash;
    const view = viewOf({
      ...snapshot,
      drafts: [{ id: "note-1", kind: "note", channel, text: "Half a thou", updatedAt: 0 }],
    });
    expect(view.note).toEqual({ draftId: "note-1", text: "Half a thou" });
  });
});
