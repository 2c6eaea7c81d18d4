import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { accept, fromUtf8, refuse, type Result } from "@parley/base";

/** Why a file is not read, with its path in the sentence. */
export interface FileRefusal {
  readonly reason: "missing" | "unreadable" | "not-text" | "too-large" | "open-to-others";
  readonly text: string;
}

/** Bytes of any file of the Secretariat at most: a log of thousands of entries. */
const LARGEST = 64 * 1024 * 1024;

/** Reads a text file. */
export function readText(file: string, largest: number = LARGEST): Result<string, FileRefusal> {
  return read(file, largest, false);
}

/**
 * Reads a file with a secret in it (a passphrase, an access token), without the newline at its end. Refused where others on
 * the machine can read it too.
 */
export function readSecret(file: string): Result<string, FileRefusal> {
  const text = read(file, 4096, true);
  return text.ok ? accept(text.value.replace(/\r?\n$/, "")) : text;
}

function read(file: string, largest: number, secret: boolean): Result<string, FileRefusal> {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT"
      ? refuse({ reason: "missing", text: `There is no file ${file}.` })
      : refuse({ reason: "unreadable", text: `${file} cannot be read (${code ?? "unknown"}).` });
  }
  try {
    const { size, mode } = fstatSync(handle);
    if (secret && process.platform !== "win32" && (mode & 0o077) !== 0) {
      const text = `${file} holds a secret and others on this machine can read it: chmod 600 first.`;
      return refuse({ reason: "open-to-others", text });
    }
    if (size > largest) return refuse({ reason: "too-large", text: `${file} is too large.` });
    const text = fromUtf8(readFileSync(handle));
    return text === null
      ? refuse({ reason: "not-text", text: `${file} is not a text file.` })
      : accept(text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return refuse({ reason: "unreadable", text: `${file} cannot be read (${code ?? "unknown"}).` });
  } finally {
    closeSync(handle);
  }
}
