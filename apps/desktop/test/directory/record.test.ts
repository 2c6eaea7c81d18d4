import type { RecordId } from "@parley/base";
import type { RecordView } from "@parley/client";
import { describe, expect, it } from "vitest";
import { evidenceOf, trustWords, weakest } from "../../src/renderer/acts/index.ts";
import { ownView } from "../../src/renderer/features/directory/own-view.ts";
import { recordPage } from "../../src/renderer/features/directory/record-view.ts";
import { device, directorySnapshot, record, RECORDS } from "../gallery/directory.samples.ts";
import { hour, NOW } from "../gallery/samples.ts";

const day = 24 * hour;
const setting = { snapshot: directorySnapshot(), now: NOW };

const evidence = (one: RecordView, snapshot = setting.snapshot) => evidenceOf(one, snapshot, NOW);
function page(rec: string, snapshot = setting.snapshot) {
  const shown = recordPage({ snapshot, now: NOW }, rec as RecordId);
  if (shown === null) throw new Error(`no record ${rec}`);
  return shown;
}

describe("the evidence behind a name's one word", () => {
  it("[DIR-1] says per device in which entry it is listed, and which officers and whose PoC signed that", () => {
    const [first] = evidence(record("XA")).devices;
    expect(first).toMatchObject({
      name: "Device 1",
      since: "4 Nov 2025",
      signed: "Entry 96: officers 1 and 3, Alfa’s own PoC",
      note: null,
    });
  });

  it("[DIR-1] names two PoCs of the State where two signed, and says where officers signed alone", () => {
    const two = device(0, {
      listed: {
        n: 96,
        at: NOW,
        officers: [3, 1],
        cosigners: [{ rec: "xa-policy-1" as RecordId }, { rec: "xa-tech-1" as RecordId }],
      },
    });
    const alone = device(1, { listed: { n: 12, at: NOW, officers: [1, 2], cosigners: [] } });
    const later = device(2, { listed: { n: 130, at: NOW, officers: [2, 3], cosigners: [] } });
    const rows = evidence(record("XA", { devices: [two, alone, later] })).devices;
    expect(rows.map(({ signed }) => signed)).toEqual([
      "Entry 96: officers 1 and 3, Alfa’s Policy PoC and Alfa’s Technical PoC",
      "Entry 12: officers 1 and 2, as the first of its State",
      "Entry 130: officers 2 and 3 alone",
    ]);
  });

  it("[TRUST-2] names who signed for a device, and until when, and does not count it as listed", () => {
    const shown = evidence(RECORDS.find(({ rec }) => rec === "xd-policy-1")!);
    expect(shown.devices[1]?.note).toBe("Signed for by Delta, Policy PoC, until 9 April 2026");
    expect(shown.says).toBe("1 of 2 devices of this office is listed, now. Nothing else is meant.");
  });

  it("says at once that a device was reported, by whom and why", () => {
    const shown = evidence(RECORDS.find(({ rec }) => rec === "xf-policy-1")!);
    expect(shown.trust).toEqual({ shield: "suspended", text: "Suspended" });
    expect(shown.devices.map(({ note }) => note)).toEqual([
      "Reported stolen by Foxtrot, Technical PoC, 03:14: receives nothing, and nothing that it sends counts",
      "Key taken out in entry 201, 18 February 2026",
    ]);
  });

  it("puts devices in use before keys that were taken out, and keeps each one's number", () => {
    const rows = evidence(
      record("XA", {
        devices: [device(0, { state: "disabled", disabled: { n: 200, at: NOW } }), device(1)],
      }),
    ).devices;
    expect(rows.map(({ name }) => name)).toEqual(["Device 2", "Device 1"]);
  });

  it("[DIR-3] says position and age of the dated head, and that none has come where none has", () => {
    expect(evidence(record("XA")).log).toBe("Directory log 218, head of 00:58 UTC, 16 min old");
    const old = { state: "old", at: NOW - 4 * day, until: NOW - 2 * day } as const;
    const { directory } = setting.snapshot;
    const aged = directorySnapshot({ directory: { ...directory, signedHead: old } });
    expect(evidence(record("XA"), aged).log).toBe(
      "Directory log 218, head of Fri 6 March 01:14 UTC, 4 d old",
    );
    const none = { state: "none", at: null, until: null } as const;
    const without = directorySnapshot({ directory: { ...directory, signedHead: none } });
    expect(evidence(record("XA"), without).log).toContain("no dated head received yet");
  });

  it("[DIR-7] says whether the contact card is here, not there, or erased", () => {
    const says = (more: Partial<RecordView>) => evidence(record("XA", more)).card;
    expect(says({})).toBe("No contact card");
    expect(says({ cardState: "not-here" })).toBe("Contact card not here yet");
    expect(says({ cardState: "erased" })).toBe("Contact card erased");
    expect(page("xa-tech-1").evidence.card).toBe("Contact card as of 12 January 2026");
  });

  it("lets the office that needs a look stand for several", () => {
    expect(weakest(["verified", "suspended", "directory-behind"])).toBe("suspended");
    expect(weakest(["verified", "directory-behind"])).toBe("directory-behind");
    expect(weakest(["suspended", "not-listed"])).toBe("not-listed");
    expect(weakest([])).toBeNull();
    expect(trustWords("not-listed")).toEqual({ shield: "unlisted", text: "Not listed" });
  });
});

describe("a record's page", () => {
  it("opens a consultation with a verified office of one's own level, and says why with no other", () => {
    expect(page("xa-tech-1").cannotOpen).toBeNull();
    expect(page("xa-policy-1").cannotOpen).toContain("This office works at policy level");
    expect(page("xd-tech-1").cannotOpen).toContain(
      "No device of this office receives anything now",
    );
    expect(page("xb-tech-1").cannotOpen).toBe("This is your own office.");
    expect(page("service").cannotOpen).toContain("no party to consultations");
    const { me } = setting.snapshot;
    const disabled = directorySnapshot({ me: { ...me, listing: "disabled" } });
    expect(page("xa-tech-1", disabled).cannotOpen).toContain("it can open nothing");
  });

  it("says what the office may do, and for the rest who of its State may", () => {
    expect(page("xa-tech-1").may.map(({ text, off }) => (off ? `(${text})` : text))).toEqual([
      "Open",
      "Answer",
      "(Raise level: Policy PoC)",
      "Close at technical level",
      "(Clear for release: Policy PoC)",
      "(Sign for the directory: Policy PoC)",
    ]);
    expect(page("xe-tech-1").may[2]?.text).toBe("Raise level: nobody");
  });

  it("is null for a record that the directory does not have", () => {
    expect(recordPage(setting, "xz-tech-1" as RecordId)).toBeNull();
  });

  it("shows what changed for its State alone", () => {
    expect(page("xa-tech-1").changes.map(({ text }) => text)).toEqual([
      "Alfa, Technical PoC: record confirmed, entry 214, signed by officers 1 and 3, Alfa’s own PoC",
    ]);
    expect(page("xb-tech-1").changes.map(({ text }) => text)).toEqual([
      "Bravo, Technical PoC: device reported lost",
      "Bravo, Technical PoC: device listed, entry 217, signed by officers 1 and 3, Bravo’s own PoC",
      "Bravo, Policy PoC: taken in, entry 216, signed by officers 2 and 3 alone",
      "Key of the dated head replaced, entry 213",
    ]);
  });
});

describe("one's own record", () => {
  it("tells the yearly clock to its own State alone, in neutral words", () => {
    expect(page("xa-tech-1").own).toBeNull();
    const past = record("XB", {
      own: true,
      confirmed: "2025-02-20",
      confirmation: { due: "2026-02-20", state: "past" },
    });
    const view = ownView(past, setting);
    expect(view?.confirmation).toBe(
      "Last confirmed 20 February 2025; confirmation was asked for by 20 February 2026. It is welcome at any time, and nothing stops working without it.",
    );
    expect(view?.asked).toBe(true);
    expect(page("xb-tech-1").own?.confirmation).toBe(
      "Last confirmed 12 January 2026; confirmation is asked for by 12 January 2027.",
    );
    expect(page("xb-policy-1").own).toMatchObject({ mine: false, title: "A record of Bravo" });
  });

  it("says of what was asked whether it has left, and who acts next", () => {
    const snapshot = directorySnapshot({
      wishes: [
        { id: "a", kind: "confirm", text: "", at: NOW - hour, sent: true },
        { id: "b", kind: "deputy", text: "x", at: NOW, sent: false },
      ],
    });
    const own = page("xb-tech-1", snapshot).own;
    expect(own?.wishes.map(({ what, when }) => `${what}, ${when}`)).toEqual([
      "Confirmation of the record, sent 02:14",
      "A deputy, written 03:14, goes when there is a connection",
    ]);
    expect(own?.wishes[0]?.next).toMatch(/^Next: two officers sign/);
  });

  it("asks no more for a confirmation that was sent", () => {
    const soon = record("XB", { own: true, confirmation: { due: "2026-03-20", state: "soon" } });
    expect(ownView(soon, setting)?.asked).toBe(true);
    const snapshot = directorySnapshot({
      wishes: [{ id: "a", kind: "confirm", text: "", at: NOW, sent: false }],
    });
    expect(ownView(soon, { snapshot, now: NOW })?.asked).toBe(false);
  });
});
