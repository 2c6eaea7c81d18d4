import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";

const MAIN = path.join(import.meta.dirname, "../../apps/exercise/src/main.ts");
const out = mkdtempSync(path.join(tmpdir(), "parley-out-"));

afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

interface Ran {
  readonly code: number | null;
  readonly text: string;
}

async function run(args: readonly string[], interruptAt?: string): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  let interrupted = false;
  const take = (part: Buffer): void => {
    text += part.toString();
    if (interrupted || interruptAt === undefined || !text.includes(interruptAt)) return;
    interrupted = true;
    child.kill("SIGINT");
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, text };
}

function report(): { ok: boolean; steps: { name: string; ok: boolean }[]; serverSaw: unknown } {
  return JSON.parse(readFileSync(path.join(out, "report.json"), "utf8")) as ReturnType<
    typeof report
  >;
}

it("plays a first consultation on packaged clients, and the homeserver learned nothing", async () => {
  writeFileSync(path.join(out, "99-old-alfa.png"), "of an earlier run");
  const { code, text } = await run(["--headless", "--out", out]);
  expect([code, text]).toEqual([0, expect.stringContaining("All of it worked")]);
  const { ok, steps, serverSaw } = report();
  expect(ok).toBe(true);
  expect(steps.length).toBeGreaterThan(15);
  expect(serverSaw).toMatchObject({
    ok: true,
    found: [],
    profileFields: [{ field: "displayname", repeatsAccount: true }],
    accountData: [],
    roomTags: [],
  });
  const pictures = readdirSync(out).filter((name) => name.endsWith(".png"));
  expect(pictures.filter((name) => name.includes("-alfa"))).not.toEqual([]);
  expect(pictures.filter((name) => name.includes("-bravo"))).not.toEqual([]);
  expect(pictures).not.toContain("99-old-alfa.png");
  expect(pictures.map((name) => statSync(path.join(out, name)).size > 5000)).not.toContain(false);
  expect(statSync(path.join(out, "homeserver.db")).size).toBeGreaterThan(0);
});

it("plays a directory's year on packaged clients, and the homeserver learned nothing", async () => {
  const { code, text } = await run(["--story", "directory", "--out", out]);
  expect([code, text]).toEqual([0, expect.stringContaining("All of it worked")]);
  const { ok, steps, serverSaw } = report();
  expect(ok).toBe(true);
  expect(steps.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "it says: This ticket was changed after it was signed",
      "the officers do not admit Alfa on words of which one differs",
      "Bravo's first PoC signs it, and the policy PoC is verified",
      "Alfa reads the card",
      "Alfa sees it suspended at once",
      "Bravo signs the date",
      "the officers reset Alfa; every client says so, and from when",
    ]),
  );
  expect(serverSaw).toMatchObject({ ok: true, found: [] });
});

it("ends what it started when it is interrupted, and says that not all worked", async () => {
  const { code, text } = await run(["--headless", "--out", out], "Bravo's client opens");
  expect([code, text]).toEqual([1, expect.stringContaining("Not all of it worked")]);
  expect(report().ok).toBe(false);
});

it("refuses what it does not know", async () => {
  const { code, text } = await run(["--heedless"]);
  expect([code, text]).toEqual([2, expect.stringContaining('"--heedless" is not known')]);
});
