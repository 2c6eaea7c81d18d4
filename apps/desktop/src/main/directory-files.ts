import { statSync } from "node:fs";
import { fromUtf8 } from "@parley/base";
import { LOG_LIMIT, REQUEST_LIMIT } from "../contract/index.ts";
import { readWhole, replaceWhole } from "./whole-file.ts";

/** How often the log's file is looked at, in milliseconds: works on every file system, and before the file exists. */
const LOOK_MS = 250;

/** A character of a request takes at most three bytes. */
const REQUEST_BYTES = 3 * REQUEST_LIMIT;

/** The exercise's way to the directory: two files, written and read as wholes. */
export class DirectoryFiles {
  readonly #request: string;
  readonly #log: string;

  constructor(paths: { readonly request: string; readonly log: string }) {
    this.#request = paths.request;
    this.#log = paths.log;
  }

  /** Null while there is no log, or none that is text of a possible size. Whether to believe it is the reader's part. */
  read(): string | null {
    try {
      return fromUtf8(readWhole(this.#log, LOG_LIMIT));
    } catch {
      return null;
    }
  }

  /** Throws the system's error where the file cannot be written. */
  request(text: string): void {
    if (this.#written() !== text) replaceWhole(this.#request, text);
  }

  /** Returns what stops the watching. */
  onChange(listener: () => void): () => void {
    let seen = this.#mark();
    const timer = setInterval(() => {
      const now = this.#mark();
      if (now === seen) return;
      seen = now;
      listener();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }

  /** Another text each time the log's file is another one or was written to; empty while it cannot be seen. */
  #mark(): string {
    try {
      const { ino, size, mtimeNs, ctimeNs } = statSync(this.#log, { bigint: true });
      return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    } catch {
      return "";
    }
  }

  #written(): string | null {
    try {
      return fromUtf8(readWhole(this.#request, REQUEST_BYTES));
    } catch {
      return null;
    }
  }
}
