import { rmSync } from "node:fs";
import { accept, refuse, type Clock, type Result } from "@parley/base";
import { openLineDesk, type LineHandler } from "@parley/client";
import { ready } from "@parley/crypto";
import {
  deskClient,
  makeDeskToken,
  serveDesk,
  type DeskClient,
  type DeskHealth,
  type RunningDesk,
} from "../desk/index.ts";
import { readNetworkFile } from "../files/network-file.ts";
import { writeAtomically } from "../files/write-file.ts";
import { serviceFiles, type ServiceFiles } from "./folder.ts";
import { writeWitness } from "./generation.ts";
import { settleAccount } from "./service-account.ts";
import { jsonLines, placeOf, type ServiceLog } from "./service-log.ts";
import { ServiceLife } from "./service-life.ts";
import { ofStore, startRefusal, type StartRefusal } from "./start-refusal.ts";
import { generationRow, openStores, type Stores } from "./stores.ts";

export interface ServiceOptions {
  /** The service's folder. */
  readonly dir: string;
  /** Path of the store's key; in the folder where absent. */
  readonly key?: string;
  /** TCP port of the desk on 127.0.0.1; a free one where absent. */
  readonly port?: number;
  /** Takes each line of the log; nobody where absent. */
  readonly log?: (line: string) => void;
  readonly clock?: Clock;
}

export interface RunningService {
  /** Of the desk: `http://127.0.0.1:PORT`. */
  readonly baseUrl: string;
  desk(): DeskClient;
  health(): DeskHealth;
  /** Resolves once it serves: `health().ok`. */
  readonly ready: Promise<void>;
  /** Ends it in order; what it has taken in and not answered is answered after the next start. */
  stop(): Promise<void>;
}

const platformClock: Clock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** Starts the Secretariat's service on its folder, in this process. */
export async function startService(
  options: ServiceOptions,
): Promise<Result<RunningService, StartRefusal>> {
  await ready();
  const clock = options.clock ?? platformClock;
  const log = jsonLines(options.log ?? (() => undefined), () => clock.now());
  const files = serviceFiles(options.dir, options.key);
  const network = readNetworkFile(files.network);
  if (!network.ok) return refuse(startRefusal("network", network.refusal.text));
  const stores = await openStores(files);
  if (!stores.ok) return stores;
  const close = async (refusal: StartRefusal): Promise<Result<never, StartRefusal>> => {
    await stores.value.store.close();
    await stores.value.sessions.close();
    return refuse(refusal);
  };
  const profile = await settleAccount(files, stores.value, network.value, clock);
  if (!profile.ok) return close(profile.refusal);
  let life: ServiceLife | null = null;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const opened = await openLineDesk(
    {
      ...stores.value,
      // The same for the same device, wherever its folder is; another one for every device of this process.
      storePrefix: `service-${profile.value.device}`,
      clock,
      root: network.value.root.text,
    },
    handlerOf(() => life, begun, log),
  );
  if (!opened.ok) return close(ofOpening(opened.refusal));
  const desk = opened.value;
  // At once after the desk was opened: no invitation has come until then.
  life = await ServiceLife.of({ desk, clock, log, raise: raiser(files, stores.value) });
  begin();
  void life.begin();
  const token = makeDeskToken();
  const listens = await listen(life, token, options.port ?? 0, log);
  if (listens === null) {
    await end(life, stores.value);
    return refuse(startRefusal("port"));
  }
  writeAtomically(files.desk, `${JSON.stringify({ port: listens.port, token })}\n`);
  log("started", { generation: stores.value.generation, n: desk.snapshot().log.head.n });
  return accept(running(life, { files, stores: stores.value, listens, token, log }));
}

/** The client may have messages before its desk is here: they wait for it. */
function handlerOf(
  life: () => ServiceLife | null,
  begun: Promise<void>,
  log: ServiceLog,
): LineHandler {
  return {
    mayJoin: (user) => life()?.mayJoin(user) ?? false,
    message: async (line, from, message) => {
      const { kind } = message;
      await begun;
      try {
        log("message", { kind, took: (await life()?.take(line, from, message)) ?? "ended" });
      } catch (error) {
        log("fault", { while: kind, ...placeOf(error) });
        throw error;
      }
    },
  };
}

function ofOpening(
  refusal: Exclude<Awaited<ReturnType<typeof openLineDesk>>, { ok: true }>["refusal"],
): StartRefusal {
  switch (refusal.reason) {
    case "store":
      return ofStore(refusal.refusal);
    case "other-root":
      return startRefusal("other-root");
    case "crypto-store":
    case "no-profile":
      return startRefusal("damaged");
  }
}

/** Raises the generation while the service runs, so that a copy is older a short time after it was made. */
function raiser(files: ServiceFiles, { store, sessions, generation }: Stores): () => Promise<void> {
  let reached = generation;
  return async () => {
    const next = reached + 1;
    sessions.generation = next;
    const written = await store.commit({ kept: [generationRow(next)] });
    if (!written.ok) return;
    writeWitness(files.generation, next);
    reached = next;
  };
}

async function listen(
  life: ServiceLife,
  token: string,
  port: number,
  log: ServiceLog,
): Promise<RunningDesk | null> {
  const failed = (call: string, error: unknown): void =>
    log("fault", { while: call, ...placeOf(error) });
  return serveDesk({ handler: life.handler, token, port, failed }).catch(() => null);
}

interface Parts {
  readonly files: ServiceFiles;
  readonly stores: Stores;
  readonly listens: RunningDesk;
  readonly token: string;
  readonly log: ServiceLog;
}

function running(life: ServiceLife, { files, stores, listens, token, log }: Parts): RunningService {
  const { port } = listens;
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    log("stopping");
    rmSync(files.desk, { force: true });
    await listens.close();
    await end(life, stores);
    log("stopped");
  };
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    desk: () => deskClient({ port, token }),
    health: () => life.handler.health(),
    ready: life.serving,
    stop: () => (stopping ??= stop()),
  };
}

async function end(life: ServiceLife, { store, sessions }: Stores): Promise<void> {
  await life.end();
  await store.close();
  await sessions.close();
}
