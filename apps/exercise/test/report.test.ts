import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { makeReport, Steps, writeReport } from "../src/report.ts";
import type { ServerSaw } from "../src/server-saw.ts";

const saw = (ok: boolean): ServerSaw => ({ ok, found: [] }) as unknown as ServerSaw;

it("keeps the steps in order with their times, and stops at the first that fails", async () => {
  let now = 0;
  const told: string[] = [];
  const steps = new Steps(
    () => now,
    ({ name }) => told.push(name),
  );
  const value = await steps.step("sign in", () => {
    now += 120.4;
    return 7;
  });
  await expect(
    steps.step("send", async () => {
      now += 30;
      throw new Error("no window");
    }),
  ).rejects.toThrow("no window");
  expect(value).toBe(7);
  expect(told).toEqual(["sign in", "send"]);
  expect(steps.done).toEqual([
    { name: "sign in", ok: true, ms: 120 },
    { name: "send", ok: false, ms: 30, problem: "no window" },
  ]);
});

it("is ok only with steps that all came out and a server that learned nothing", () => {
  const good = { name: "send", ok: true, ms: 1 };
  expect([
    makeReport([good], saw(true)).ok,
    makeReport([good], saw(false)).ok,
    makeReport([good], null).ok,
    makeReport([], saw(true)).ok,
    makeReport([good, { ...good, ok: false }], saw(true)).ok,
  ]).toEqual([true, false, false, false, false]);
});

it("writes the report into a folder that need not exist", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-report-"));
  const report = makeReport([{ name: "send", ok: true, ms: 1 }], null);
  const file = writeReport(path.join(dir, "new"), report);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(report);
  rmSync(dir, { recursive: true });
});
