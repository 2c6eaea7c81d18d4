import { accept, type Clock } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  Consultation,
  consultationView,
  type ConsultationActions,
} from "../../src/renderer/features/consultation/index.ts";
import * as stories from "./stories.ts";

const clock: Clock = { now: () => stories.NOW, after: () => () => undefined };
const actions: ConsultationActions = {
  acknowledge: () => Promise.resolve({ ok: false, refusal: { reason: "unknown" } }),
  changeRoster: () => Promise.resolve({ ok: false, refusal: { reason: "unknown" } }),
  compose: () => undefined,
  discardDraft: () => Promise.resolve(),
  goOnWithDirectory: () => Promise.resolve(accept(undefined)),
  markRead: () => Promise.resolve(),
  saveDraft: () => Promise.resolve(accept(undefined)),
  sendNote: () => Promise.resolve({ ok: false, refusal: { reason: "unknown" } }),
  takeBack: () => Promise.resolve(accept(undefined)),
};

function drawn(snapshot: ClientSnapshot, now = stories.NOW): string {
  const view = consultationView(snapshot, snapshot.consultations[0]?.id ?? "", now);
  if (view === null) throw new Error("no view");
  return renderToStaticMarkup(
    <Consultation
      view={view}
      actions={actions}
      clock={clock}
      beforeClose={() => () => undefined}
    />,
  );
}

const count = (text: string, part: string): number => text.split(part).length - 1;

describe("Consultation", () => {
  it("draws every state of the samples, without a place left unfilled", () => {
    const samples = [
      stories.arrived(),
      stories.talked(),
      stories.talked(stories.ALFA),
      stories.exchanged(),
      stories.passed(),
      stories.unread(),
      stories.held(),
      stories.held(stories.CHARLIE.office),
      stories.waiting(),
      stories.troubled(),
      stories.forked(),
      stories.disabledKey(),
      stories.newer(),
      stories.opening(),
      stories.twoOffices(),
      stories.longNames(),
    ];
    for (const snapshot of samples) {
      const html = drawn(snapshot);
      expect(html).toContain('role="log"');
      const text = html.replaceAll(/<[^>]+>/g, "\n");
      expect(text).not.toMatch(/\{[a-zA-Z]+\}|undefined|NaN|R_[A-Z]+/);
      expect(text.toLowerCase()).not.toMatch(/overdue|failed to|guilty|ignored|send anyway/);
    }
  });

  it("sets acts on sheets and notes on none", () => {
    const html = drawn(stories.talked());
    expect(count(html, '<article class="act')).toBe(2);
    expect(count(html, 'class="note"')).toBe(2);
    expect(html).toContain("Notes: informal, not a State’s position");
    const [, note] = html.split('class="note"');
    expect(note?.split("</div>")[0]).not.toContain("act__");
  });

  it("marks exercise by hatch and word on every act, and a real one by neither", () => {
    const exercise = drawn(stories.talked());
    expect(count(exercise, "act__hatch hatch")).toBe(2);
    // Once in the head, once on each act.
    expect(count(exercise, ">EXERCISE<")).toBe(3);
    const real = drawn(stories.longNames());
    expect(real).not.toContain("hatch");
    expect(real).not.toContain("EXERCISE");
  });

  it("has one primary button, and none while sending is held", () => {
    expect(count(drawn(stories.arrived()), "btn--primary")).toBe(1);
    expect(count(drawn(stories.talked()), "btn--primary")).toBe(1);
    expect(count(drawn(stories.held()), "btn--primary")).toBe(0);
  });

  it("[GATE-1] explains a hold in the log and lets one go on writing", () => {
    const html = drawn(stories.held());
    expect(html).toContain("There is no way to send past this hold.");
    expect(html).toContain("You can go on writing");
    expect(html).toContain("Add to outbox");
    expect(html).toContain("Take the note back");
  });

  it("draws the line New before the first entry that is new", () => {
    const html = drawn(stories.unread());
    expect(count(html, "data-new")).toBe(1);
    expect(html.indexOf("data-new")).toBeLessThan(html.indexOf("Incident notification: update"));
    expect(html.indexOf("data-new")).toBeGreaterThan(html.indexOf("Acknowledgement of receipt"));
    expect(drawn(stories.talked())).not.toContain("data-new");
  });

  it("shows the text of an act of a newer version below what is to be known about it", () => {
    const html = drawn(stories.newer());
    expect(html).toContain("Marking not readable: treat as TLP:RED");
    expect(html.indexOf("This version cannot read this act")).toBeLessThan(
      html.indexOf("Vulnerability notice"),
    );
  });

  it("takes no note before the opening act has left", () => {
    const html = drawn(stories.opening());
    expect(html).toMatch(/<textarea[^>]*disabled/);
    expect(html).toContain("Notes can be sent as soon as the opening act has left this device.");
    expect(html).toContain("act--draft");
  });

  it("gives each region a name for the key that goes from one to the next", () => {
    const html = drawn(stories.talked());
    const regions = [...html.matchAll(/data-region="(\w+)"/g)].map(([, name]) => name);
    expect(regions).toEqual(["log", "panel", "composer"]);
  });
});
