import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { afterAll, beforeAll } from "vitest";

/** A homeserver for all tests of a file, from before the first to after the last. */
export function homeserverOfFile(): () => Homeserver {
  let dir = "";
  let server: Homeserver | null = null;
  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), "parley-server-"));
    server = await startHomeserver({ dir, exercise: true });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return () => {
    if (server === null) throw new Error("the homeserver is not started yet");
    return server;
  };
}
