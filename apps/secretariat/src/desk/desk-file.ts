import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fieldsOf, jsonOf, numberOf, textOf } from "./read-json.ts";

/** Where the desk of a service listens, and the token that opens it. */
export interface DeskFile {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** 32 random bytes, base64url. */
  readonly token: string;
}

/** Path of the file in the service's folder. */
export function deskFileOf(dir: string): string {
  return path.join(dir, "desk.json");
}

export function makeDeskToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Null where there is no such file or it does not have the form. */
export function readDeskFile(dir: string): DeskFile | null {
  let text: string;
  try {
    text = readFileSync(deskFileOf(dir), "utf8");
  } catch {
    return null;
  }
  const fields = fieldsOf(jsonOf(text));
  const [port, token] = [numberOf(fields?.["port"]), textOf(fields?.["token"])];
  if (port === null || port < 1 || port > 65_535) return null;
  return token === null || !/^[\w-]{43}$/.test(token) ? null : { port, token };
}
