import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { RoomId, UserId } from "@parley/base";
import type { Account } from "@parley/homeserver";
import { takeLock } from "../../build/bootstrap/lock.mjs";
import { pythonEnvironment } from "../../build/bootstrap/python-environment.mjs";
import { makeReport } from "../../build/bootstrap/report.mjs";

const CACHE = path.resolve(import.meta.dirname, "../../.cache");
const HERE = path.join(import.meta.dirname, "nio");

/** An event as it stood inside a ciphertext, under the id of the event that carried it. */
export interface DecryptedEvent {
  readonly event_id: string;
  readonly sender: string;
  readonly type: string;
  readonly content: object;
}

/** What an ordinary client could make of all that it was told. */
export interface Told {
  /** Everything that it could decrypt. */
  readonly read: readonly DecryptedEvent[];
  /** Ids of what it could not. */
  readonly unreadable: readonly string[];
  /** Types of what was sent straight to its device. */
  readonly straight: readonly string[];
}

/**
 * An account in an ordinary Matrix client, matrix-nio with its encryption, in a process of its own. It trusts every
 * device and knows nothing of directories: what any member of the public could run.
 */
export class OrdinaryClient {
  readonly account: Account;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: Interface;
  #told = "";

  private constructor(python: string, baseUrl: string, account: Account) {
    this.account = account;
    const args = [path.join(HERE, "ordinary_client.py"), baseUrl, account.user];
    this.#process = spawn(python, args, { stdio: "pipe" });
    this.#process.stderr.on("data", (part: Buffer) => (this.#told += part.toString()));
    this.#answers = createInterface(this.#process.stdout);
  }

  /** Signs in with the password, as a new device whose keys are on the server then. */
  static async signedIn(baseUrl: string, account: Account): Promise<OrdinaryClient> {
    const client = new OrdinaryClient(await nioPython(), baseUrl, account);
    await client.#order({ do: "sign in", password: account.password });
    return client;
  }

  /** Asks for news once, and does what it asks an ordinary client to do: keys, sessions, decryption. */
  async sync(): Promise<void> {
    await this.#order({ do: "sync" });
  }

  async join(room: RoomId): Promise<void> {
    await this.#order({ do: "join", room });
    await this.sync();
  }

  async leave(room: RoomId): Promise<void> {
    await this.#order({ do: "leave", room });
  }

  async invite(room: RoomId, user: UserId): Promise<void> {
    await this.#order({ do: "invite", room, user });
  }

  /** Encrypts something for every device in the room, and sends it. */
  async send(room: RoomId, type: string, content: object): Promise<void> {
    await this.#order({ do: "send", room, type, content });
  }

  async tell(): Promise<Told> {
    return (await this.#order({ do: "tell" })) as unknown as Told;
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.stdin.end();
    await gone;
  }

  async #order(order: object): Promise<{ readonly [key: string]: unknown }> {
    const answer = await new Promise<string>((resolve, reject) => {
      const ended = (): void => reject(new Error(`the ordinary client ended: ${this.#told}`));
      this.#process.once("close", ended);
      this.#answers.once("line", (line) => {
        this.#process.off("close", ended);
        resolve(line);
      });
      this.#process.stdin.write(`${JSON.stringify(order)}\n`);
    });
    const { ok, error } = JSON.parse(answer) as {
      readonly ok?: { readonly [key: string]: unknown };
      readonly error?: string;
    };
    if (ok === undefined) throw new Error(`${error} at ${JSON.stringify(order)}`);
    return ok;
  }
}

let python: Promise<string> | null = null;

/** The Python that has matrix-nio; made at the first use of these versions. */
function nioPython(): Promise<string> {
  return (python ??= makeNioPython());
}

async function makeNioPython(): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const report = makeReport();
  const free = await takeLock(CACHE, report);
  try {
    return await pythonEnvironment({
      cache: CACHE,
      name: "nio",
      what: "matrix-nio",
      requirements: path.join(HERE, "requirements.txt"),
      step: report.step("matrix-nio"),
    });
  } finally {
    free();
  }
}
