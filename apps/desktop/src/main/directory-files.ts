import { statSync, watch } from "node:fs";
import path from "node:path";
import { fromUtf8 } from "@parley/base";
import { LOG_LIMIT, REQUEST_LIMIT } from "../contract/index.ts";
import { readWhole, replaceWhole } from "./whole-file.ts";

/** How often the log's file is looked at where the system does not say that it changed, in milliseconds. */
const LOOK_MS = 2_000;

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
    const look = (): void => {
      const now = this.#mark();
      if (now === seen) return;
      seen = now;
      listener();
    };
    const stop = this.#watchFolder(look);
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      stop();
    };
  }

  /** Told at once of a file that is replaced; by some file systems never, and not before the folder exists. */
  #watchFolder(look: () => void): () => void {
    try {
      const watcher = watch(path.dirname(this.#log), look);
      watcher.on("error", () => watcher.close());
      return () => watcher.close();
    } catch {
      return () => undefined;
    }
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
