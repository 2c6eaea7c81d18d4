import { describe, expect, it } from "vitest";
import { ruleFaults, testNames } from "../check/rule-faults.ts";
import { tree } from "./tree.ts";

const SPEC = "# Rules\n\n- **ACT-1** One.\n- **ORDER** Two.\n";
const FOLDER = "packages/protocol";

describe("rules without tests", () => {
  it("passes where every rule is in the name of a test", () => {
    const root = tree({
      [`${FOLDER}/SPEC.md`]: SPEC,
      [`${FOLDER}/test/a.test.ts`]: 'it("[ACT-1] holds", () => {});',
      "test/b.test.ts": 'describe("[ORDER] holds", () => {});',
    });
    expect(ruleFaults(root, [FOLDER])).toEqual({ faults: [], rules: 2 });
  });

  it("lists a rule that no test carries", () => {
    const root = tree({
      [`${FOLDER}/SPEC.md`]: SPEC,
      [`${FOLDER}/test/a.test.ts`]: 'it("[ACT-1] holds", () => {}); // [ORDER]',
    });
    expect(ruleFaults(root, [FOLDER]).faults).toEqual([
      `${FOLDER}/SPEC.md: no test carries [ORDER]`,
    ]);
  });

  it("does not count the test of another package", () => {
    const root = tree({
      [`${FOLDER}/SPEC.md`]: "- **ACT-1** One.",
      "packages/client/test/a.test.ts": 'it("[ACT-1] holds", () => {});',
    });
    expect(ruleFaults(root, [FOLDER]).faults).toHaveLength(1);
  });

  it("is not green for a page without rules, or no page", () => {
    const root = tree({ [`${FOLDER}/SPEC.md`]: "# Rules" });
    expect(ruleFaults(root, [FOLDER, "packages/client"]).faults).toEqual([
      `${FOLDER}/SPEC.md: names no rule`,
      "packages/client/SPEC.md: is missing",
    ]);
  });

  it("reads names however they are written, and none of what is skipped", () => {
    const text = `
      const rules = "[FOLD-1]";
      it.each([1])("[A] each", () => {});
      it.for([1])(\`[B] \${x} for\`, () => {});
      it(\`\${rules} story\`, () => {});
      test.skip("[C]", () => {});
      it.todo("[D]");
      call("[E]");
    `;
    expect(testNames("a.test.ts", text)).toEqual(["[A] each", "[B] … for", "[FOLD-1] story"]);
  });
});
