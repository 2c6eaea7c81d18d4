import type { UserId } from "@parley/base";
import type { Account } from "@parley/homeserver";
import type { DeskClient } from "@parley/secretariat";
import type { NetworkFile } from "./network-file.ts";

/** The Secretariat's service of an exercise, running. */
export interface Service {
  readonly user: UserId;
  /** Where the officers talk to it. */
  readonly desk: DeskClient;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** What it is started with. */
export interface ServiceOptions {
  /** Absolute folder of its own; new. */
  readonly dir: string;
  readonly network: NetworkFile;
  readonly account: Account;
}

export type ServiceStart = (options: ServiceOptions) => Promise<Service>;
