import type { UserId } from "@parley/base";

/** An account made for a Point of Contact; names are random and say nothing. */
export interface Account {
  readonly user: UserId;
  readonly password: string;
}

export interface HomeserverOptions {
  /** Folder for configuration, database and log; made if missing, used again if present. */
  readonly dir: string;
  /** Loopback port; a free one if absent. The same folder keeps its port on a later start. */
  readonly port?: number;
  /** Path of a Python with Synapse; from the toolchain if absent. */
  readonly python?: string;
}

/** A running Synapse on loopback. */
export interface Homeserver {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  readonly serverName: string;
  readonly dir: string;
  /** SQLite file; read it only after `stop`. */
  readonly database: string;
  createAccount(options?: { readonly admin?: boolean }): Promise<Account>;
  /** SIGTERM and wait until it is gone. */
  stop(): Promise<void>;
  /** SIGKILL and wait until it is gone. */
  kill(): Promise<void>;
}

export function startHomeserver(_options: HomeserverOptions): Promise<Homeserver> {
  throw new Error("being written");
}
