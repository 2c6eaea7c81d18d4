import { describe, expect, it } from "vitest";
import type { ClientSnapshot } from "@parley/client";
import {
  firstShown,
  joiningShown,
  shownAt,
  standingOf,
  type Showing,
  type Standing,
} from "../../src/renderer/app/standing.ts";
import { snapshot } from "../gallery/samples.ts";

const joining = {
  words: [],
  keyWords: [],
  ticket: { id: "", expires: 0, state: "XB", level: ["technical"], office: "" },
  step: "waiting",
  sentAt: 0,
} as unknown as NonNullable<ClientSnapshot["me"]["enrolment"]>;
const known = (me: Partial<ClientSnapshot["me"]>, state?: "suspended"): ClientSnapshot => {
  const shown = snapshot();
  const records =
    state === undefined ? [] : [{ devices: [{ own: false }, { own: true, state }] } as never];
  return { ...shown, me: { ...shown.me, ...me }, records, consultations: [] };
};

/** What is shown after these standings, one after the other. */
function after(...standings: readonly Standing[]): Showing {
  const [first = "listed", ...more] = standings;
  return more.reduce(shownAt, firstShown(first));
}

describe("what stands before the desk", () => {
  it("[ENROL-1] shows the words from the sign-in until the device is listed", () => {
    expect(standingOf(known({ listing: "waiting", enrolment: joining }))).toBe("joining");
    expect(after("joining").shown).toBe("joining");
    expect(after("joining", "listed").shown).toBe("verified");
    expect(after("joining", "listed", "listed").shown).toBe("verified");
  });

  it("goes straight to the desk where the device was listed before it was opened", () => {
    expect(standingOf(known({ listing: "listed" }))).toBe("listed");
    expect(after("listed").shown).toBe("desk");
  });

  it("[TRUST-2] goes to the desk once a colleague has signed for the device, and back to the words where a person asks", () => {
    const me = { listing: "waiting", enrolment: joining } as const;
    const named = { ...known(me), consultations: [{} as never] };
    expect(standingOf(named)).toBe("signed-for");
    expect(after("joining", "signed-for").shown).toBe("desk");
    const back = joiningShown("signed-for");
    expect(back.shown).toBe("joining");
    expect(shownAt(back, "signed-for").shown).toBe("joining");
    expect(shownAt(back, "listed").shown).toBe("verified");
    expect(after("signed-for", "listed").shown).toBe("desk");
    expect(after("signed-for", "disabled").shown).toBe("disabled");
  });

  it("leaves a person at the desk who writes drafts while waiting", () => {
    const drafting: Showing = { shown: "desk", left: "joining" };
    expect(shownAt(drafting, "joining").shown).toBe("desk");
    expect(shownAt(drafting, "listed").shown).toBe("desk");
  });

  it("says that a key was disabled, a device reported or a record is gone, each once", () => {
    expect(standingOf(known({ listing: "disabled" }))).toBe("disabled");
    expect(standingOf(known({ listing: "listed" }, "suspended"))).toBe("reported");
    expect(standingOf(known({ listing: "waiting", enrolment: null }))).toBe("unlisted");
    for (const standing of ["disabled", "reported", "unlisted"] as const) {
      const told = after("listed", standing);
      expect(told.shown).toBe(standing);
      expect(shownAt({ shown: "desk", left: standing }, standing).shown).toBe("desk");
    }
    // Reported first, disabled then: two things to be told.
    expect(shownAt({ shown: "desk", left: "reported" }, "disabled").shown).toBe("disabled");
  });

  it("goes back to the desk where a report was settled", () => {
    expect(after("listed", "reported", "listed").shown).toBe("desk");
  });
});
