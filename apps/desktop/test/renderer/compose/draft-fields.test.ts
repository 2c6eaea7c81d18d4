import { checkT02, checkT04 } from "@parley/protocol";
import { describe, expect, it } from "vitest";
import {
  codesOf,
  phrasesFor,
  rsitClasses,
  rsitOf,
  setAsk,
  setField,
  setPhrase,
  setReplyKind,
  setRsitClass,
  setSeverity,
  severityOf,
  textOf,
} from "../../../src/renderer/features/compose/draft-fields.ts";
import { OPENING, REPLY } from "./sample.ts";

const later = OPENING.updatedAt + 1;

describe("a draft and its form", () => {
  it("shows what stands in it and nothing of another shape", () => {
    expect(textOf(OPENING, "incident_ref")).toBe("XB-31");
    const odd = {
      ...OPENING,
      fields: { incident_ref: 7, affected_sectors: ["energy", 3], rsit: [] },
    };
    expect(textOf(odd, "incident_ref")).toBe("");
    expect(codesOf(odd, "affected_sectors")).toEqual(["energy"]);
    expect(rsitOf(odd)).toEqual({ class: "", type: "" });
    expect(severityOf(odd)).toBe("");
  });

  it("takes an emptied field out and leaves the others, with the time of the change", () => {
    const changed = setField("incident_ref", "")(OPENING, later);
    expect(Object.hasOwn(changed.fields, "incident_ref")).toBe(false);
    expect(textOf(changed, "stage")).toBe("early-warning");
    expect(changed.updatedAt).toBe(later);
    expect(setField("affected_sectors", [])(OPENING, later).fields).toEqual(OPENING.fields);
  });

  it("asks for the type again when the class changes, unless there is one only", () => {
    expect(rsitOf(setRsitClass("fraud")(OPENING, later))).toEqual({ class: "fraud", type: "" });
    expect(rsitOf(setRsitClass("test")(OPENING, later))).toEqual({ class: "test", type: "test" });
    expect(Object.hasOwn(setRsitClass("")(OPENING, later).fields, "rsit")).toBe(false);
  });

  it("[T02-3] offers the class test in no real consultation", () => {
    const codes = (real: boolean): readonly string[] => rsitClasses(real).map((one) => one.code);
    expect(codes(true)).not.toContain("test");
    expect(codes(false)).toContain("test");
    expect(codes(false)).toHaveLength(codes(true).length + 1);
  });

  it("writes fields that the protocol takes", () => {
    const full = setSeverity("0")(setField("affected_sectors", ["energy"])(OPENING, later), later);
    expect(severityOf(full)).toBe("0");
    expect(checkT02({ ...full.fields, stage: "update" }, "exercise").ok).toBe(true);
    expect(Object.hasOwn(setSeverity("")(full, later).fields, "severity")).toBe(false);
  });

  it("takes phrases out and puts them back in the order of the list", () => {
    const without = setPhrase("non_attribution", false)(OPENING, later);
    expect(without.res).toEqual(["voluntary"]);
    expect(phrasesFor(without)).toEqual(["non_attribution", "voluntary"]);
    expect(setPhrase("non_attribution", true)(without, later).res).toEqual(OPENING.res);
  });

  it("brings the phrases of a kind of reply, and its time only for a holding reply", () => {
    const holding = setAsk("revert", "2026-03-11T01:14:00Z")(
      setReplyKind("holding")(REPLY, later),
      later,
    );
    expect(holding.res).toEqual(["holding"]);
    expect(checkT04(holding.fields, holding.ask).ok).toBe(true);
    const declined = setReplyKind("decline")(holding, later);
    expect(declined.res).toEqual(["decline"]);
    expect(declined.ask).toEqual({});
    expect(textOf(declined, "text")).toBe("Logs were kept.");
  });
});
