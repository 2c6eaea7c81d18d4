import { writeAtomically } from "./atomic-file.ts";

/** What a client is bound to (`--network FILE`, in test and demo builds only; a release carries it inside). */
export interface NetworkFile {
  /** Base URL of the homeserver. */
  readonly homeserver: string;
  /** Its Matrix server name. */
  readonly server: string;
  /** Text of the trust root. */
  readonly root: string;
}

export function writeNetworkFile(file: string, { homeserver, server, root }: NetworkFile): void {
  writeAtomically(file, `${JSON.stringify({ homeserver, root, server, v: 1 }, null, 2)}\n`);
}
