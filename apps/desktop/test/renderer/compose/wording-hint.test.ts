import { describe, expect, it } from "vitest";
import { takeNeutral, wordingHints } from "../../../src/renderer/features/compose/wording-hint.ts";

describe("hints on wording", () => {
  it.each([
    ["Attack by the provider’s customer blocked.", "author", "Attack by"],
    ["Alfa has failed to answer.", "duty", "has failed to"],
    ["They are guilty of it.", "guilt", "guilty"],
    ["The answer is OVERDUE.", "duty", "OVERDUE"],
    ["It was done deliberately.", "motive", "deliberately"],
  ])("asks about %s", (text, kind, found) => {
    expect(wordingHints(text)).toEqual([expect.objectContaining({ kind, found })]);
  });

  it.each([
    "",
    "Attack surface reduced by the operator.",
    "The failed disk was replaced.",
    "A failover to the second site took place.",
    "Heart attack bystander training.",
    "Activity seen from 192.0.2.0/24 was blocked.",
  ])("does not ask about %s", (text) => {
    expect(wordingHints(text)).toEqual([]);
  });

  it("answers in the order of the text, each at its place", () => {
    const text = "Overdue. Guilty. Attack from a host.";
    expect(wordingHints(text).map(({ at, found }) => [at, found])).toEqual([
      [0, "Overdue"],
      [9, "Guilty"],
      [17, "Attack from"],
    ]);
  });

  it("puts the neutral wording in its place, with a capital where one stood", () => {
    const text = "Seen: Attack by a host. They failed to reply.";
    const [first, second] = wordingHints(text);
    expect(takeNeutral(text, first!)).toBe(
      "Seen: Activity seen from a host. They failed to reply.",
    );
    expect(takeNeutral(text, second!)).toBe("Seen: Attack by a host. They did not reply.");
  });

  it("changes nothing where only a person can say it otherwise, or the text has moved on", () => {
    const [hint] = wordingHints("They are guilty.");
    expect(takeNeutral("They are guilty.", hint!)).toBe("They are guilty.");
    const [moved] = wordingHints("They failed to reply.");
    expect(takeNeutral("Now they failed to reply.", moved!)).toBe("Now they failed to reply.");
  });
});
