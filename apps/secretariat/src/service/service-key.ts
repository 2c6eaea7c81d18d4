import { existsSync } from "node:fs";
import path from "node:path";
import { accept, fromBase64Url, refuse, toBase64Url, type Result } from "@parley/base";
import { randomBytes } from "@parley/crypto";
import { readSecret } from "../files/read-file.ts";
import { makeFolder, writeNew } from "../files/write-file.ts";
import type { ServiceFiles } from "./folder.ts";
import { startRefusal, type StartRefusal } from "./start-refusal.ts";

/** The key of the service's store, 32 bytes; made where there is no store yet, and never beside one that is there. */
export function serviceKey({ key, store }: ServiceFiles): Result<Uint8Array, StartRefusal> {
  if (!existsSync(key)) {
    if (existsSync(store)) return refuse(startRefusal("key"));
    makeFolder(path.dirname(key));
    if (!writeNew(key, `${toBase64Url(randomBytes(32))}\n`)) return refuse(startRefusal("in-use"));
  }
  const text = readSecret(key);
  if (!text.ok) return refuse(startRefusal("key", text.refusal.text));
  const bytes = fromBase64Url(text.value.trim());
  return bytes?.length === 32
    ? accept(bytes)
    : refuse(startRefusal("key", `${key} is not the key of a service.`));
}
