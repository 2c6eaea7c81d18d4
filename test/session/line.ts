import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startHomeserver, type Homeserver } from "@parley/homeserver";
import { startHostileProxy, type HostileProxy } from "../harness/hostile-proxy.ts";
import { closeDevices } from "./device.ts";

/** A homeserver with a line to it that someone else holds. */
export interface Line {
  readonly server: Homeserver;
  readonly proxy: HostileProxy;
  /** Starts the homeserver that was killed once more, on what it left. */
  startAgain(): Promise<Homeserver>;
  /** Closes every device, ends both and removes what they left. */
  end(): Promise<void>;
}

/** `policy: false`: what the policy module refuses is what an operator without it would do. */
export async function startLine(policy: boolean): Promise<Line> {
  const dir = mkdtempSync(path.join(tmpdir(), "parley-session-"));
  const start = (): Promise<Homeserver> =>
    startHomeserver({ dir, exercise: true, ...(policy ? {} : { policy }) });
  const server = await start();
  let running = server;
  const proxy = await startHostileProxy(server.baseUrl);
  return {
    server,
    proxy,
    startAgain: async () => (running = await start()),
    end: async () => {
      await closeDevices();
      await proxy.stop();
      await running.kill();
      rmSync(dir, { recursive: true });
    },
  };
}
