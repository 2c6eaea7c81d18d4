import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import { synapsePython } from "../src/python.ts";

it("the policy module's pure rules hold (Python's own tests)", () => {
  const run = spawnSync(synapsePython(), ["-m", "unittest", "discover", "-s", "tests", "-t", "."], {
    cwd: path.join(import.meta.dirname, "../policy"),
    encoding: "utf8",
  });
  // unittest writes its report to stderr; no tests at all would also be exit code 0 in some versions.
  expect(run.stderr).toMatch(/Ran [1-9]\d* tests/);
  expect([run.status, run.stderr]).toEqual([0, expect.stringContaining("OK")]);
});
