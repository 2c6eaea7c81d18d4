import type { StateCode } from "@parley/base";

/** What the process is started with. */
export interface Start {
  /** Folder of its stores; of the directory's log and its request besides. */
  readonly dir: string;
  readonly homeserver: string;
  readonly root: string;
  /** Only at the first start. */
  readonly signIn: { readonly user: string; readonly password: string } | null;
}

/** `keys`: where the crypto machine's stores are. */
export const FILES = { log: "log", request: "request", keys: "keys.sqlite" } as const;

/** What the process is told to do. */
export type Order =
  | { readonly do: "say"; readonly text: string }
  | { readonly do: "look"; readonly n: number }
  | { readonly do: "end" };

/** What it tells. */
export type Word =
  | { readonly told: "open"; readonly device: string; readonly key: string }
  /** The note is at rest here. */
  | { readonly told: "said"; readonly text: string }
  | ({ readonly told: "sight"; readonly n: number } & Sight);

export interface Sight {
  readonly listing: string;
  readonly state: StateCode | null;
  readonly consultations: number;
  /** Notes of its consultation, in order. */
  readonly notes: readonly string[];
  readonly queued: number;
  readonly alarms: readonly string[];
  /** What came and cannot be read. */
  readonly unreadable: number;
}
