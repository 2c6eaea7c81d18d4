import { mkdirSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-file.ts";
import { writeNetworkFile } from "./network-file.ts";
import type { ServiceOptions } from "./service.ts";

/** What the service finds in its folder when it starts there for the first time. */
export function fillServiceFolder({ dir, network, account }: ServiceOptions): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeNetworkFile(path.join(dir, "network.json"), network);
  const signIn = { v: 1, ...account, rec: "secretariat-1" };
  writeAtomically(path.join(dir, "sign-in.json"), `${JSON.stringify(signIn, null, 2)}\n`);
}
