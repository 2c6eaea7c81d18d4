import type { ActDraft } from "@parley/client";
import { checkT02, checkT04 } from "@parley/protocol";
import { describe, expect, it } from "vitest";
import {
  draftProblems,
  type DraftProblem,
} from "../../../src/renderer/features/compose/draft-problems.ts";
import {
  fieldName,
  problemSentence,
} from "../../../src/renderer/features/compose/problem-words.ts";
import { NOW } from "../../gallery/samples.ts";
import { OPENING, REPLY } from "./sample.ts";

const zone = "Europe/Helsinki";
const problemsOf = (draft: ActDraft): readonly DraftProblem[] => {
  const checked =
    draft.kind === "T02" ? checkT02(draft.fields, "exercise") : checkT04(draft.fields, draft.ask);
  return draftProblems(draft, checked.ok ? [] : checked.refusal, zone, NOW);
};
const sentences = (draft: ActDraft): readonly string[] =>
  problemsOf(draft).map((one) => `${fieldName(one.field)}: ${problemSentence(one)}`);
const withFields = (fields: ActDraft["fields"]): ActDraft => ({
  ...OPENING,
  fields: { ...OPENING.fields, ...fields },
});

describe("what keeps a draft from being signed", () => {
  it("is nothing where all is there", () => {
    expect(problemsOf(OPENING)).toEqual([]);
    expect(problemsOf(REPLY)).toEqual([]);
  });

  it("[T02-2] names what later stages ask for, in words", () => {
    expect(sentences(withFields({ stage: "final" }))).toEqual([
      "Sectors: From an update on, this is asked for.",
      "Severity: From an update on, this is asked for.",
      "Root cause: The final report asks for this.",
    ]);
  });

  it("stands in the order of the form, each field once", () => {
    const { stage: _, incident_ref: __, ...fields } = OPENING.fields;
    const draft = { ...OPENING, fields, ask: { ack: "soon", reply: "2026-03-09T00:00:00Z" } };
    expect(sentences(draft)).toEqual([
      "Stage: Please choose one.",
      "Incident reference: Please fill this in.",
      "Acknowledgement requested by: This does not read as a time. Write it as 2026-03-10 02:05.",
      "Reply requested by: This time has passed. Choose a later one, or take it out.",
    ]);
    const twice = draftProblems(draft, [{ field: "ask.ack", reason: "not-a-time" }], zone, NOW);
    expect(twice.filter((one) => one.field === "ask.ack")).toHaveLength(1);
  });

  it("tells a time that never was from one that does not read as a time", () => {
    expect(
      problemsOf(withFields({ started_at: "2026-03-29 03:30", detected_at: "10 March" })),
    ).toEqual([
      { field: "detected_at", reason: "not-a-time" },
      { field: "started_at", reason: "gap" },
    ]);
  });

  it("counts all texts together", () => {
    const long = { summary: "中".repeat(2_000), mitigation_taken: "中".repeat(2_000) };
    expect(problemsOf(withFields(long))).toEqual([]);
    const reply = {
      ...REPLY,
      fields: {
        reply_kind: "accept-conditions",
        conditions: "中".repeat(2_000),
        text: "中".repeat(2_700),
      },
    };
    expect(problemsOf(reply)).toEqual([{ field: "size", reason: "too-long" }]);
  });

  it("[T04-1] asks a holding reply for its time and a counter-proposal for its text", () => {
    expect(sentences({ ...REPLY, fields: { reply_kind: "holding" } })).toEqual([
      "A further reply is intended by: A holding reply says by when a further reply is intended.",
    ]);
    expect(sentences({ ...REPLY, fields: { reply_kind: "counter-proposal" } })).toEqual([
      "Text: A counter-proposal says what is proposed.",
    ]);
  });

  it("has a name and a sentence for every field and reason", () => {
    const reasons = [
      "required",
      "too-long",
      "not-a-code",
      "not-a-time",
      "in-the-past",
      "order",
      "character",
      "gap",
      "not-now",
    ] as const;
    const fields = [
      "roster",
      "prec",
      "tlp",
      "re",
      "channel",
      "res",
      "answers",
      "ask.ack",
      "ask.reply",
      "rsit",
      "severity_national",
      "size",
    ];
    for (const field of fields) {
      expect(fieldName(field)).not.toBe(field);
      for (const reason of reasons) expect(problemSentence({ field, reason })).toMatch(/\.$/);
    }
  });
});
