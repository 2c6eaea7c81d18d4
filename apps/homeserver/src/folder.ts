import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { FILES, type Kept } from "./configuration.ts";
import { HomeserverFailure } from "./failure.ts";

/** Never resolvable (RFC 6761); the exercise has no domain. */
const SERVER_NAME = "parley.localhost";

/** Makes the folder, readable by its owner only. */
export function openFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
}

/** Writes whole or not at all; readable by the owner only. */
export function writeSecretFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** What an earlier start left in the folder, or null in a new one. */
export function readKept(dir: string): Kept | null {
  const file = path.join(dir, FILES.kept);
  if (!existsSync(file)) return null;
  const kept = parseKept(readFileSync(file, "utf8"));
  if (kept === null) {
    throw new HomeserverFailure(
      `${file} cannot be read. Take another folder, or delete this one with all that was said in it.`,
    );
  }
  return kept;
}

/** Fresh secrets for a new folder. */
export function makeKept(port: number): Kept {
  const secret = (): string => randomBytes(32).toString("base64url");
  return {
    port,
    serverName: SERVER_NAME,
    registrationSharedSecret: secret(),
    macaroonSecret: secret(),
    formSecret: secret(),
  };
}

export function writeKept(dir: string, kept: Kept): void {
  writeSecretFile(path.join(dir, FILES.kept), `${JSON.stringify(kept, null, 2)}\n`);
}

/** SQLite keeps the mode of a file it finds, and makes its own readable by all. */
export function ensureDatabase(dir: string): void {
  closeSync(openSync(path.join(dir, FILES.database), "a", 0o600));
}

/** An Ed25519 seed in Synapse's key file form: algorithm, key name, unpadded base64. */
export function ensureSigningKey(dir: string): void {
  const file = path.join(dir, FILES.signingKey);
  if (existsSync(file)) return;
  const seed = randomBytes(32).toString("base64").replaceAll("=", "");
  writeSecretFile(file, `ed25519 a_1 ${seed}\n`);
}

function parseKept(text: string): Kept | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof found !== "object" || found === null) return null;
  const { port, serverName, registrationSharedSecret, macaroonSecret, formSecret } = found as {
    readonly [key: string]: unknown;
  };
  if (
    typeof port !== "number" ||
    typeof serverName !== "string" ||
    typeof registrationSharedSecret !== "string" ||
    typeof macaroonSecret !== "string" ||
    typeof formSecret !== "string"
  ) {
    return null;
  }
  return { port, serverName, registrationSharedSecret, macaroonSecret, formSecret };
}
