import path from "node:path";
import { deskFileOf } from "../desk/index.ts";

/** Files of the service's folder. All are for its owner alone. */
export interface ServiceFiles {
  readonly dir: string;
  /** What the service is bound to; made with the folder. */
  readonly network: string;
  /** Account and password for the first start; gone after it. */
  readonly signIn: string;
  /** Rows of the client and of the service, sealed under the key. */
  readonly store: string;
  /** Keys of the crypto machine, sealed under a key that stands in the store. */
  readonly keys: string;
  readonly desk: string;
  /** 32 bytes, base64url: opens the store. In production on another disk, or brought by the supervisor. */
  readonly key: string;
  /** Beside the key: how often the stores were gone on with. */
  readonly generation: string;
}

/** @param key path of the key; in the folder itself where absent, as an exercise has it */
export function serviceFiles(
  dir: string,
  key: string = path.join(dir, "service.key"),
): ServiceFiles {
  const file = (name: string): string => path.join(dir, name);
  return {
    dir,
    network: file("network.json"),
    signIn: file("sign-in.json"),
    store: file("store.sqlite"),
    keys: file("keys.sqlite"),
    desk: deskFileOf(dir),
    key,
    generation: `${key.replace(/\.key$/, "")}.generation`,
  };
}
