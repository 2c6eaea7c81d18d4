import type { KeyId, RecordId } from "@parley/base";
import type { ClientSnapshot, ToSign } from "@parley/client";
import { describe, expect, it } from "vitest";
import { signPage } from "../../src/renderer/features/directory/sign-view.ts";
import { directoryNeeds } from "../../src/renderer/features/home/index.ts";
import {
  card,
  device,
  directorySnapshot,
  record,
  RECORDS,
  toSign,
} from "../gallery/directory.samples.ts";
import { NOW } from "../gallery/samples.ts";

function page(more: Partial<ToSign> = {}) {
  const snapshot = directorySnapshot({ toSign: [toSign(more)] });
  const shown = signPage({ snapshot, now: NOW }, toSign().hash);
  if (shown === null) throw new Error("no page");
  return shown;
}
const rows = (more?: Partial<ToSign>): Record<string, string> =>
  Object.fromEntries(page(more).rows.map(({ name, value }) => [name, value]));

describe("what one's State is asked to sign", () => {
  it("[DIR-1] stands in plain words, all of it, with what a colleague can compare", () => {
    const shown = page();
    expect(shown.title).toBe("Your State adds a Policy PoC: sign?");
    expect(rows()).toEqual({
      State: "Bravo (XB)",
      Level: "Policy level",
      Kind: "Office",
      May: "Open, Answer, Raise level, Close at policy level, Clear for release and Sign for the directory",
      "Valid from": "10 March 2026",
      "Wait before a reset": "24 hours",
      Holder: "XB-P2",
      Record: "xb-policy-2",
      Account: "@w4t9kq2c:parley.example",
      "Device 1": "VLHMXAKQZT",
      Entry: "219",
      Written: "Tue 10 March 01:14, Mon 23:14 UTC",
      "Signed by": "officers 1 and 3",
      "Still needed": "1 signature of Bravo",
    });
    expect(shown.devices[0]?.words).toHaveLength(12);
    expect(shown.cannot).toBeNull();
  });

  it.each<[ToSign["operation"], string]>([
    [
      { op: "list", rec: "xb-policy-1" as RecordId, holder: "XB-P1", device: device(2) },
      "A device is added to Bravo, Policy PoC: sign?",
    ],
    [
      { op: "disable", rec: "xb-policy-1" as RecordId, key: "K".repeat(22) as KeyId },
      "A device of Bravo, Policy PoC is taken out: sign?",
    ],
    [
      { op: "card", rec: "xb-tech-1" as RecordId, confirmed: null, card: "new" },
      "The contact card of Bravo, Technical PoC changes: sign?",
    ],
    [
      { op: "card", rec: "xb-tech-1" as RecordId, confirmed: "2026-03-10", card: "same" },
      "The record of Bravo, Technical PoC is confirmed: sign?",
    ],
    [{ op: "other", name: "later-op" }, "A change of Bravo’s records: sign?"],
  ])("%o", (operation, title) => {
    const shown = page({ operation });
    expect(shown.title).toBe(title);
    expect(JSON.stringify(shown)).not.toMatch(/undefined|\{\w+\}/);
  });

  it("[DIR-7] shows the card that this device proposed, and says of another's that only its hash is here", () => {
    const operation = {
      op: "card",
      rec: "xb-tech-1" as RecordId,
      confirmed: null,
      card: "new",
    } as const;
    expect(rows({ operation: { ...operation, content: card() } })).toMatchObject({
      Confirmed: "12 January 2026",
      Title: "National CSIRT",
      Telephone: "+000 000 0147, duty desk, 24/7",
      "Role mailbox": "poc@csirt.alfa.example",
      Holidays: "3 April 2026, 6 April 2026",
    });
    const unknown = rows({ operation });
    expect(unknown["Contact card"]).toContain("ask whoever proposed it what it says");
    expect(unknown["Telephone"]).toBeUndefined();
  });

  it("[DIR-1] counts what is still needed of the State", () => {
    const two = { needed: 2, cosigners: ["xb-policy-1" as RecordId] };
    expect(rows(two)["Still needed"]).toBe("1 signature of Bravo");
    expect(rows(two)["Signed by"]).toBe("officers 1 and 3, Bravo’s own PoC");
    expect(rows({ needed: 2 })["Still needed"]).toBe("2 signatures of Bravo");
    expect(rows({ officers: [] })["Signed by"]).toBe("no officer yet");
  });

  it("can not be signed where it follows an older entry, and is gone where it is not here", () => {
    expect(page({ stale: true }).cannot).toMatch(/Another entry was published meanwhile/);
    const snapshot = directorySnapshot({ toSign: [toSign()] });
    expect(signPage({ snapshot, now: NOW }, "x".repeat(43))).toBeNull();
  });
});

describe("what the directory asks for on the first page", () => {
  const needs = (more: Partial<ClientSnapshot>) =>
    directoryNeeds(directorySnapshot(more), NOW).map(({ title, action }) => `${title} ${action}`);
  const soon = RECORDS.map((one) =>
    one.own ? record("XB", { ...one, confirmation: { due: "2026-03-20", state: "soon" } }) : one,
  );

  it("is a signature that can be given now, then the yearly look", () => {
    const later = toSign({ hash: "s".repeat(43), stale: true });
    const done = toSign({ hash: "d".repeat(43), signed: true });
    expect(needs({ toSign: [later, done, toSign()], records: soon })).toEqual([
      "Your State adds a Policy PoC: sign? Look and sign",
      "Your record: a yearly look Look at the record",
    ]);
  });

  it("is nothing where nothing is asked, or the look was sent", () => {
    expect(needs({})).toEqual([]);
    expect(
      needs({
        records: soon,
        wishes: [{ id: "a", kind: "confirm", text: "", at: NOW, sent: true }],
      }),
    ).toEqual([]);
  });
});
