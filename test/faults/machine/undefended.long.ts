/**
 * Scenarios of this folder once more, as they stand, against a packaged client with one defence taken out: each has to
 * fail then, and to say what is missing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { WITHOUT } from "../../harness/client-under-test.ts";
import { UNDEFENDED } from "./defences.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Runs one file of scenarios as a run of its own, and answers what it printed and how it ended. */
async function play(
  file: string,
  scenario: string,
  without: string,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--project", "e2e", `test/faults/machine/${file}`, "-t", scenario];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, [WITHOUT]: without, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => (said += part.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

describe("faults of the machine, undefended", () => {
  it.each(UNDEFENDED)("$file fails without $name", async (one) => {
    const { code, said } = await play(one.file, one.scenario, JSON.stringify(one));
    const failure = said.slice(said.indexOf("Failed Tests"));
    console.log(`${one.file} without ${one.name}:\n${failure.slice(0, 1_500)}`);
    expect(code).toBe(1);
    expect(failure).toMatch(one.breaks);
  });
});
