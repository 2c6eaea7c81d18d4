import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { HELP, parseArguments, refusalSentence } from "./arguments.ts";
import { hasDisplay } from "./display.ts";
import { runHeadless } from "./headless.ts";
import { runInteractive } from "./interactive.ts";

/** `npm start`: answers the exit code. */
async function main(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2), process.cwd());
  if (!parsed.ok) {
    console.error(refusalSentence(parsed.refusal));
    return 2;
  }
  if (parsed.value.ask === "help") {
    console.log(HELP);
    return 0;
  }
  const { story, enrolled, out } = parsed.value;
  const cancelled = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => cancelled.abort());
  }
  const say = (line: string): void => console.log(line);
  // A profile's socket has a path limit of about 100 bytes: not below the checkout.
  const dir = mkdtempSync(path.join(tmpdir(), "parley-exercise-"));
  try {
    if (story !== null || !hasDisplay(process.platform, process.env)) {
      const played = { dir, out, story: story ?? "consultation", say, cancelled: cancelled.signal };
      return (await runHeadless(played)) ? 0 : 1;
    }
    const asked = process.stdin.isTTY && !enrolled;
    await runInteractive({ dir, enrolled: !asked, say, cancelled: cancelled.signal });
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
