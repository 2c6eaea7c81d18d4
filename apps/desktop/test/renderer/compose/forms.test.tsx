import { accept } from "@parley/base";
import type { ActDraft, ClientSnapshot } from "@parley/client";
import { checkT02, checkT04, STANDARD_PHRASES } from "@parley/protocol";
import type { ComponentProps } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Compose } from "../../../src/renderer/features/compose/index.ts";
import { arrived, consultation, hash, snapshot } from "../../gallery/samples.ts";
import { OPENING, REPLY, TestClock } from "./sample.ts";

function html(draft: ActDraft, shown: ClientSnapshot = snapshot()): string {
  const props: ComponentProps<typeof Compose> = {
    client: {
      saveDraft: () => Promise.resolve(accept(undefined)),
      discardDraft: () => Promise.resolve(),
      checkDraft: (one) => {
        const checked =
          one.kind === "T02" ? checkT02(one.fields, "exercise") : checkT04(one.fields, one.ask);
        return checked.ok ? [] : checked.refusal;
      },
      signAndSend: () => Promise.resolve(accept(hash(9))),
    },
    snapshot: shown,
    draft,
    clock: new TestClock(),
    onClose: () => undefined,
    onSent: () => undefined,
    beforeClose: () => () => undefined,
  };
  return renderToStaticMarkup(<Compose {...props} />);
}

const talking = snapshot({ consultations: [consultation()] });
/** How often the words stand on the screen. */
const times = (text: string, words: string): number => text.split(words).length - 1;

describe("the form of a notification", () => {
  it("shows the words of the draft in its fields and on the sheet that the reader will see", () => {
    const text = html({ ...OPENING, fields: { ...OPENING.fields, summary: "Nodes went dark." } });
    expect(text).toContain("Incident notification (T02)");
    expect(text).toContain("As Alfa will read it");
    expect(times(text, "Nodes went dark.")).toBe(2);
    expect(times(text, STANDARD_PHRASES.non_attribution.en)).toBe(2);
    expect(text).toContain("Draft, not signed");
    expect(text).toContain("EXERCISE");
  });

  it("shows a phrase that was taken out in the form only", () => {
    const text = html({ ...OPENING, res: ["voluntary"] });
    expect(times(text, STANDARD_PHRASES.non_attribution.en)).toBe(1);
    expect(times(text, STANDARD_PHRASES.voluntary.en)).toBe(2);
  });

  it("[T02-4] has no field for attribution and says so", () => {
    const text = html(OPENING);
    expect(text).not.toMatch(/<(input|select|textarea)[^>]*attribut/);
    expect(text).toContain("no field that says who is responsible");
  });

  it("says before anything is pressed that a device that is not listed cannot sign, and where to go on", () => {
    const me = { ...snapshot().me, listing: "waiting" as const, office: null };
    const text = html(OPENING, snapshot({ me }));
    expect(text).toContain("This device is not in the directory yet");
    expect(text).toContain("Home shows it with “Go on”");
    expect(html(OPENING)).not.toContain("not in the directory yet");
    const disabled = html(OPENING, snapshot({ me: { ...me, listing: "disabled" } }));
    expect(disabled).toContain("ask an officer to list it");
    expect(disabled).not.toContain("colleague");
  });

  it("ties what is wrong with a choice to its group", () => {
    const text = html({ ...OPENING, fields: { ...OPENING.fields, stage: "no-such-stage" } });
    const group = /<div role="radiogroup"[^>]*aria-describedby="([^"]+)"[^>]*aria-label="Stage"/;
    const named = group.exec(text)?.[1];
    expect(named).toBeDefined();
    expect(text).toMatch(new RegExp(`role="alert"[^>]*id="${String(named)}"`));
    expect(text).not.toMatch(/<label[^>]*>Stage/);
  });

  it("shows requested times here, there and in UTC", () => {
    const text = html({ ...OPENING, ask: { reply: "2026-03-11T01:14:00Z" } });
    expect(text).toContain('value="2026-03-11 03:14"');
    expect(text).toContain("02:14 Alfa, 01:14 UTC");
    expect(text).toContain("Wed 11 March 02:14");
  });

  it("keeps half a time as it was typed", () => {
    const text = html({ ...OPENING, fields: { ...OPENING.fields, started_at: "2026-03-2" } });
    expect(text).toContain('value="2026-03-2"');
    expect(text).toContain("This does not read as a time.");
  });

  it("names the first minute after a time that never was", () => {
    const text = html({
      ...OPENING,
      fields: { ...OPENING.fields, started_at: "2026-03-29 03:30" },
    });
    expect(text).toContain("There was no such time in Bravo");
    expect(text).toContain("2026-03-29 04:00");
  });

  it("says that it is saved only where it is", () => {
    expect(html(OPENING)).toContain("Saved on this device as you write");
    const known = html(OPENING, snapshot({ drafts: [OPENING] }));
    expect(known).not.toContain("as you write");
    expect(known).toContain("Saved on this device");
  });

  it("does not complain about what was not written yet", () => {
    const text = html({ ...OPENING, fields: { stage: "final" } });
    expect(text).not.toContain("Please");
    expect(text).not.toContain("asked for.");
  });

  it("shows how far each addressee’s name is backed", () => {
    expect(html(OPENING)).toContain("Alfa, Technical PoC, 1 listed device");
    const gone = html({ ...OPENING, roster: ["xz-tech-1" as never] });
    expect(gone).toContain("xz-tech-1: not in the directory any more");
    expect(gone).toContain("Not listed");
  });

  it("is an update where it follows a notification", () => {
    const text = html({ ...OPENING, channel: hash(1), re: hash(1), roster: [] }, talking);
    expect(text).toContain("Update of an incident notification (T02)");
    expect(text).toContain("Consultation with Alfa");
  });
});

describe("the form of a reply", () => {
  it("offers the kinds that are open, with their meaning, and what is answered beside it", () => {
    const text = html({ ...REPLY, fields: {} }, talking);
    expect(text).toContain("Declines to respond or to take part");
    expect(text).toContain("No reason required.");
    expect(text).not.toContain("Acknowledgement of receipt<");
    expect(text).toContain("In reply to");
    expect(text).not.toContain("<textarea");
  });

  it("[T04-1] asks for the fields of the chosen kind", () => {
    const withKind = (kind: string): string =>
      html({ ...REPLY, fields: { reply_kind: kind } }, talking);
    expect(withKind("holding")).toContain("In 24 hours");
    expect(withKind("information")).not.toContain("In 24 hours");
    expect(withKind("accept-conditions")).toContain(">Conditions");
    expect(withKind("not-our-competence")).toContain("so that the other side knows where to turn");
    expect(withKind("other-channel")).toContain("so that the other side knows where to turn");
  });

  it("[T04-2] gives an acknowledgement no text", () => {
    const text = html(
      { ...REPLY, res: ["ack"], fields: { reply_kind: "passed-on" } },
      snapshot({ consultations: [arrived()] }),
    );
    expect(text).not.toContain("<textarea");
    expect(text).toContain("it says one thing only and concedes nothing");
    expect(times(text, STANDARD_PHRASES.ack.en)).toBe(2);
  });

  it("[T04-3] says that declining needs no reason", () => {
    const text = html({ ...REPLY, fields: { reply_kind: "decline" }, res: ["decline"] }, talking);
    expect(text).toContain("No reason is required.");
  });

  it("says when a kind is not open any more", () => {
    const closed = snapshot({ consultations: [consultation({ may: [], mayNot: [] })] });
    expect(html(REPLY, closed)).toContain("This kind of reply is not open now");
    expect(html(REPLY, closed)).toContain("Nothing that was asked of your State is open for this.");
    expect(html({ ...REPLY, fields: {} }, closed)).toContain("No reply is open for this act now.");
  });

  it("asks about a wording and lets it stand", () => {
    const text = html(
      { ...REPLY, fields: { reply_kind: "information", text: "They failed to answer." } },
      talking,
    );
    expect(text).toContain("“failed to” reads as if there were a duty.");
    expect(text).toContain("You may keep it.");
  });
});
