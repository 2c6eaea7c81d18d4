import path from "node:path";
import { accept, fromUtf8, parseUserId, refuse, type Result } from "@parley/base";
import {
  LINE_LIMIT,
  record,
  ROOT_LIMIT,
  text,
  type Exercise,
  type ExerciseProblem,
} from "../contract/index.ts";
import { readUrl } from "./page-policy.ts";
import { readWhole, TooLarge } from "./whole-file.ts";

/** An exercise file, read: what the window may know of it, and what stays here. */
export interface ExerciseFile {
  readonly window: Exercise;
  /** Origin of the homeserver: the only place besides itself that the window may reach. */
  readonly origin: string;
  /** Absolute path that the listing request is written to. */
  readonly request: string;
  /** Absolute path that the directory log is read from; it may not exist yet. */
  readonly log: string;
}

/** Bytes; a real one has about a thousand. */
const FILE_LIMIT = 131_072;

const fields = record<Exercise & { request: string; log: string }>({
  homeserver: text(LINE_LIMIT),
  root: text(ROOT_LIMIT),
  account: text(LINE_LIMIT),
  password: text(LINE_LIMIT),
  request: text(LINE_LIMIT),
  log: text(LINE_LIMIT),
});

export function openExerciseFile(file: string): Result<ExerciseFile, ExerciseProblem> {
  let bytes: Buffer;
  try {
    bytes = readWhole(file, FILE_LIMIT);
  } catch (error) {
    return refuse(error instanceof TooLarge ? "too-large" : "unreadable");
  }
  const text = fromUtf8(bytes);
  return text === null ? refuse("not-json") : parseExerciseFile(text);
}

export function parseExerciseFile(source: string): Result<ExerciseFile, ExerciseProblem> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return refuse("not-json");
  }
  const read = fields(value);
  if (!read.ok) return refuse("shape");
  const { request, log, ...window } = read.value;
  if (Object.values(read.value).includes("")) return refuse("shape");
  const origin = homeserverOrigin(window.homeserver);
  if (origin === null) return refuse("homeserver");
  if (parseUserId(window.account) === null) return refuse("account");
  if (!isPlainPath(request) || !isPlainPath(log) || request === log) return refuse("paths");
  return accept({ window, origin, request, log });
}

/** Null unless the base URL is https, or http to this machine itself, with nothing but an origin and a path. */
function homeserverOrigin(address: string): string | null {
  const url = readUrl(address);
  if (url === null || url.username !== "" || url.password !== "") return null;
  if (url.search !== "" || url.hash !== "") return null;
  const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && loopback) ? url.origin : null;
}

/** Absolute, without detours, and a file, not a folder. */
function isPlainPath(file: string): boolean {
  return (
    path.isAbsolute(file) &&
    path.normalize(file) === file &&
    !file.endsWith(path.sep) &&
    !file.includes("\0")
  );
}
