import { accept, type RecordId } from "@parley/base";
import type { Alarm, ClientSnapshot } from "@parley/client";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AlarmBanner, Alarms } from "../../src/renderer/app/Alarms.tsx";
import { DirectoryContext, TrustMark, trustWords } from "../../src/renderer/acts/index.ts";
import {
  Directory,
  makeUnsent,
  type DirectoryActions,
  type DirectoryPage,
} from "../../src/renderer/features/directory/index.ts";
import { directorySnapshot, LONG, RECORDS, toSign } from "../gallery/directory.samples.ts";
import { hour, NOW } from "../gallery/samples.ts";

const actions: DirectoryActions = {
  coSign: () => Promise.resolve(accept(undefined)),
  confirmRecord: () => Promise.resolve(accept(undefined)),
  declineToSign: () => Promise.resolve(accept(undefined)),
  openConsultation: () => undefined,
  proposeCard: () => Promise.resolve(accept(undefined)),
  reportDevice: () => Promise.resolve(accept(undefined)),
  signForDevice: () => Promise.resolve(accept(undefined)),
  wish: () => Promise.resolve(accept(undefined)),
};

function drawn(page: DirectoryPage, snapshot: ClientSnapshot = directorySnapshot()): string {
  return renderToStaticMarkup(
    <Directory
      snapshot={snapshot}
      now={NOW}
      page={page}
      onPage={() => undefined}
      actions={actions}
      unsent={makeUnsent()}
    />,
  );
}
const recordPage = (rec: string | null): DirectoryPage => ({
  show: "record",
  rec: rec as RecordId | null,
});
const count = (text: string, part: string): number => text.split(part).length - 1;

describe("Directory", () => {
  it("draws every record, proposal and form, without a place left unfilled or a word that accuses", () => {
    const own = directorySnapshot({ toSign: [toSign()], records: [...RECORDS, ...LONG] });
    const pages = [
      ...own.records.map(({ rec }) => recordPage(rec)),
      recordPage(null),
      recordPage("gone"),
      { show: "sign", hash: toSign().hash },
      { show: "sign", hash: "gone" },
      { show: "card" },
    ] as const;
    for (const page of pages) {
      const text = drawn(page, own).replaceAll(/<[^>]+>/g, "\n");
      expect(text).toContain("Directory");
      expect(text).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN|\[object/);
      expect(text.toLowerCase()).not.toMatch(/overdue|failed to|guilty|ignored|send anyway/);
    }
  });

  it("lets devices of one's own State be reported, and of no other", () => {
    expect(count(drawn(recordPage("xa-tech-1")), "Report lost or stolen")).toBe(0);
    expect(count(drawn(recordPage("xb-policy-1")), "Report lost or stolen")).toBe(1);
    const own = drawn(recordPage(null));
    expect(count(own, "Report lost or stolen")).toBe(2);
    expect(count(own, "this device")).toBe(1);
  });

  it("[TRUST-2] offers to sign for a new device of a colleague, and of nobody else", () => {
    expect(count(drawn(recordPage("xb-policy-1")), "Sign for a new device")).toBe(1);
    expect(count(drawn(recordPage("xa-tech-1")), "Sign for a new device")).toBe(0);
    expect(count(drawn(recordPage(null)), "Sign for a new device")).toBe(0);
    const { me, ...rest } = directorySnapshot();
    const waiting = { ...rest, me: { ...me, listing: "waiting" as const } };
    expect(count(drawn(recordPage("xb-policy-1"), waiting), "Sign for a new device")).toBe(0);
  });

  it("[DIR-1] shows everything before the button that signs it, and one primary button", () => {
    const html = drawn(
      { show: "sign", hash: toSign().hash },
      directorySnapshot({ toSign: [toSign()] }),
    );
    expect(html.indexOf("velvet")).toBeLessThan(html.lastIndexOf(">Sign<"));
    expect(count(html, "btn--primary")).toBe(1);
    expect(html).toContain("Decline");
  });

  it("offers no signature for what this device has signed", () => {
    const html = drawn(
      { show: "sign", hash: toSign().hash },
      directorySnapshot({ toSign: [toSign({ signed: true })] }),
    );
    expect(count(html, "btn--primary")).toBe(0);
    expect(html).toContain("As soon as all signatures are there, the officers publish the entry");
  });

  it("gives each region a name for the key that goes from one to the next", () => {
    const regions = [...drawn(recordPage(null)).matchAll(/data-region="(\w+)"/g)];
    expect(regions.map(([, name]) => name)).toEqual(["states", "record"]);
  });
});

describe("the mark of a name", () => {
  const mark = (rec: string | null, known = true): string =>
    renderToStaticMarkup(
      <DirectoryContext
        value={
          known ? { snapshot: directorySnapshot(), now: NOW, openRecord: () => undefined } : null
        }
      >
        <TrustMark rec={rec as RecordId | null} trust={trustWords("verified")} />
      </DirectoryContext>,
    );

  it("can be pressed where the directory has a record behind it, and is a plain word elsewhere", () => {
    expect(mark("xa-tech-1")).toMatch(/^<button/);
    for (const html of [mark(null), mark("stranger"), mark("xa-tech-1", false)])
      expect(html).toMatch(/^<span class="trust trust--verified">/);
  });

  it("looks nothing up before it is opened", () => {
    expect(mark("xa-tech-1")).not.toContain("Entry 96");
  });
});

describe("alarms of the directory", () => {
  const html = (alarm: Alarm, own: string | null = "XB"): string =>
    renderToStaticMarkup(
      <AlarmBanner
        alarm={alarm}
        own={own as never}
        now={NOW}
        onRetry={() => undefined}
        onOwnRecord={() => undefined}
        onAcceptCopy={() => undefined}
      />,
    );
  const reset = (state: string, until: number): Alarm => ({
    kind: "reset",
    state: state as never,
    n: 220,
    until,
    at: NOW,
  });

  it("[DIR-2] says which entry one's State did not sign, and what to do", () => {
    const text = html({ kind: "own-state-unsigned", n: 219, at: NOW });
    expect(text).toContain("without your State’s signature");
    expect(text).toContain("Entry 219 of 10 March 2026");
    expect(text).toContain("telephone the Secretariat");
    expect(text).toContain("Look at the record");
  });

  it("[DIR-1] says of a reset from when on it counts, here and in UTC, and to its own State that there is time", () => {
    const text = html(reset("XB", NOW + 23 * hour));
    expect(text).toContain("From Wed 11 March 02:14 (Wed 11 March 00:14 UTC) on");
    expect(text).toContain("there is time until then");
    expect(html(reset("XA", NOW + 23 * hour))).not.toContain("there is time until then");
    expect(html(reset("XB", NOW - hour))).toContain("in effect since");
    expect(html(reset("XB", NOW - hour))).not.toContain("there is time until then");
  });

  it("[DIR-2] says a reset of one's own State once, and every other entry that it did not sign", () => {
    const own = directorySnapshot({
      alarms: [
        { kind: "own-state-unsigned", n: 220, at: NOW },
        { kind: "own-state-unsigned", n: 219, at: NOW },
        reset("XB", NOW + 23 * hour),
      ],
    });
    const text = renderToStaticMarkup(
      <Alarms
        snapshot={own}
        now={NOW}
        onRetry={() => undefined}
        onOwnRecord={() => undefined}
        onAcceptCopy={() => undefined}
        onSignOut={() => undefined}
      />,
    );
    expect(count(text, "without your State’s signature")).toBe(1);
    expect(text).toContain("Entry 219 of");
    expect(count(text, "The officers have reset Bravo")).toBe(1);
    expect(count(text, "Look at the record")).toBe(2);
  });

  it("[DIR-3] says how old the directory is, and that a person decides in each consultation", () => {
    const text = html({ kind: "directory-old", headAt: NOW - 96 * hour, at: NOW });
    expect(text).toContain("head is of Fri 6 March 01:14 UTC, 4 d old");
    expect(text).toContain("In each consultation you decide");
  });
});
