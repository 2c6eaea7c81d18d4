import path from "node:path";
import { createAccount, type Account } from "./account.ts";
import { configuration, FILES, loggingConfiguration, type Kept } from "./configuration.ts";
import { HomeserverFailure } from "./failure.ts";
import {
  ensureDatabase,
  ensureSigningKey,
  makeKept,
  openFolder,
  readKept,
  writeKept,
  writeSecretFile,
} from "./folder.ts";
import { tryPort } from "./port.ts";
import { synapsePython } from "./python.ts";
import { startSynapse } from "./synapse-process.ts";

export interface HomeserverOptions {
  /** Folder for configuration, database and log; made if missing, used again if present. */
  readonly dir: string;
  /** Loopback port of a new folder; a free one if absent. The same folder keeps its port on a later start. */
  readonly port?: number;
  /** Path of a Python with Synapse; from the toolchain if absent. */
  readonly python?: string;
  /**
   * Cheap password hashes (bcrypt 2^4 instead of 2^12) and no limits of rate worth the name: for exercises and
   * tests, where the passwords protect nothing and a whole story happens within seconds.
   */
  readonly exercise?: boolean;
  /**
   * `false` starts without the policy module: for tests that need a server which does what Parley's would
   * refuse, as a hostile operator's could.
   */
  readonly policy?: boolean;
}

/** A running Synapse on loopback. */
export interface Homeserver {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  readonly serverName: string;
  readonly dir: string;
  /** SQLite file; read it only after `stop`. */
  readonly database: string;
  /** `admin` gives the operator's rights on Synapse's admin interface. */
  createAccount(options?: { readonly admin?: boolean }): Promise<Account>;
  /** SIGTERM and wait until it is gone. */
  stop(): Promise<void>;
  /** SIGKILL and wait until it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts Synapse and waits until it answers.
 *
 * @throws HomeserverFailure with Synapse's last log lines where it does not come up.
 */
export async function startHomeserver(options: HomeserverOptions): Promise<Homeserver> {
  const dir = path.resolve(options.dir);
  const python = options.python ?? synapsePython();
  openFolder(dir);
  const kept = await settle(dir, options.port);
  const settings = configuration({
    dir,
    kept,
    exercise: options.exercise ?? false,
    policy: options.policy ?? true,
  });
  ensureSigningKey(dir);
  ensureDatabase(dir);
  writeSecretFile(path.join(dir, FILES.logging), JSON.stringify(loggingConfiguration(), null, 2));
  writeSecretFile(path.join(dir, FILES.configuration), JSON.stringify(settings, null, 2));

  const baseUrl = `http://127.0.0.1:${kept.port}`;
  const synapse = startSynapse(python, dir);
  await synapse.untilHealthy(baseUrl);
  return {
    baseUrl,
    serverName: kept.serverName,
    dir,
    database: path.join(dir, FILES.database),
    createAccount: (wish) =>
      createAccount(baseUrl, kept.registrationSharedSecret, wish?.admin ?? false),
    stop: () => synapse.end("SIGTERM"),
    kill: () => synapse.end("SIGKILL"),
  };
}

/** The folder's port and secrets, made on its first start; makes sure that the port is free now. */
async function settle(dir: string, wished: number | undefined): Promise<Kept> {
  const kept = readKept(dir);
  const port = await tryPort(kept?.port ?? wished ?? 0);
  if (port === null) {
    throw new HomeserverFailure(
      `Port ${kept?.port ?? wished} is taken. Is a homeserver of this folder (${dir}) still running?`,
    );
  }
  if (kept !== null) return kept;
  const made = makeKept(port);
  writeKept(dir, made);
  return made;
}
