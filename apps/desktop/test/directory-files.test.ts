import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { DirectoryFiles } from "../src/main/directory-files.ts";
import { folder } from "./folder.ts";

const paths = (at: string): { readonly request: string; readonly log: string } => ({
  request: path.join(at, "request.json"),
  log: path.join(at, "log.json"),
});

it("reads null while there is no log, or none that is text", () => {
  const at = folder();
  const { log } = paths(at);
  const directory = new DirectoryFiles(paths(at));
  expect(directory.read()).toBeNull();
  writeFileSync(log, Buffer.from([0xff]));
  expect(directory.read()).toBeNull();
  writeFileSync(log, "the log");
  expect(directory.read()).toBe("the log");
  const folderAsLog = path.join(at, "folder");
  mkdirSync(folderAsLog);
  expect(new DirectoryFiles({ ...paths(at), log: folderAsLog }).read()).toBeNull();
});

it("writes the request whole, and does not touch it when asked again with the same text", () => {
  const at = folder();
  const { request } = paths(at);
  const directory = new DirectoryFiles(paths(at));
  directory.request("one");
  expect(readFileSync(request, "utf8")).toBe("one");
  const { ino } = statSync(request);
  directory.request("one");
  expect(statSync(request).ino).toBe(ino);
  directory.request("two");
  expect(readFileSync(request, "utf8")).toBe("two");
  expect(readdirSync(at)).toEqual(["request.json"]);
});

it("says when the log appears, and when another takes its place; and falls silent when told", async () => {
  const at = folder();
  const { log } = paths(at);
  const directory = new DirectoryFiles(paths(at));
  const seen: (string | null)[] = [];
  const stop = directory.onChange(() => seen.push(directory.read()));
  onTestFinished(stop);
  writeFileSync(log, "one");
  await vi.waitFor(() => expect(seen.at(-1)).toBe("one"), { timeout: 10_000 });
  writeFileSync(`${log}.new`, "two");
  renameSync(`${log}.new`, log);
  await vi.waitFor(() => expect(seen.at(-1)).toBe("two"), { timeout: 10_000 });
  stop();
  const other: string[] = [];
  onTestFinished(directory.onChange(() => other.push("changed")));
  writeFileSync(log, "three");
  await vi.waitFor(() => expect(other).not.toEqual([]), { timeout: 10_000 });
  expect(seen.at(-1)).toBe("two");
});
