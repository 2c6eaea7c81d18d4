import { toBase64Url, type RecordId, type StateCode, type UserId } from "@parley/base";
import { makeSignKeyPair, type KeyPair } from "@parley/crypto";
import {
  appendEntry,
  entryText,
  encodeProposal,
  signEntryText,
  type DirectoryRecord,
  type Log,
  type Operation,
  type PocMessage,
  type ServiceMessage,
} from "@parley/directory";
import { Answers, type Outcome } from "../src/service/answers.ts";
import { Carrier } from "../src/service/carrier.ts";
import { deskOfService } from "../src/service/desk-of-service.ts";
import type { DeskHandler } from "../src/desk/index.ts";
import { LinesInMemory, listedAs } from "./lines-in-memory.ts";
import { makeMachine, openSecretariat, type Machine, type Secretariat } from "./secretariat.ts";

/** A Point of Contact with a machine of its own. */
export interface Poc extends Machine {
  readonly rec: RecordId;
}

/** The service without a homeserver and a disk: its answers and its desk, on lines that lead nowhere. */
export class ServiceInMemory {
  readonly secretariat: Secretariat;
  readonly machine: Machine;
  readonly lines: LinesInMemory;
  readonly carrier: Carrier;
  readonly answers: Answers;
  readonly desk: DeskHandler;
  readonly heads: KeyPair = makeSignKeyPair();
  /** Calls that wait for a timer. */
  readonly later: (() => void)[] = [];
  now: number = Date.now();
  /** How often a head was dated. */
  dated = 0;

  private constructor(secretariat: Secretariat, machine: Machine, log: Log) {
    this.secretariat = secretariat;
    this.machine = machine;
    this.lines = new LinesInMemory(machine, log);
    this.carrier = new Carrier(this.lines, (_ms, call) => void this.later.push(call));
    this.answers = new Answers(
      this.carrier,
      () => this.now,
      () => null,
    );
    this.desk = deskOfService({
      carrier: this.carrier,
      now: () => this.now,
      health: () => {
        throw new Error("nobody asks for it here");
      },
      headKey: () => toBase64Url(this.heads.publicKey),
      dateHead: () => {
        this.dated += 1;
        return Promise.resolve();
      },
      published: () => undefined,
    });
  }

  /** The service itself is listed. */
  static async begin(dir: string): Promise<ServiceInMemory> {
    const secretariat = await openSecretariat(dir);
    const machine = makeMachine("@service0:parley.test");
    const service = new ServiceInMemory(secretariat, machine, secretariat.log());
    const record = { kind: "service", powers: [] } as const;
    await service.publish({ op: "admit", rec: recordOf("secretariat-1", "OSCE", machine, record) });
    return service;
  }

  get log(): Log {
    return this.lines.snapshot().log;
  }

  /** The log with one more entry, which two officers sign, and whoever else. */
  longer(operation: Operation, cosigners: readonly Machine[] = []): Log {
    const officers = this.secretariat.officers.slice(0, 2).map(({ keys }) => keys);
    const at = Math.max(this.now, this.log.head.at);
    const made = appendEntry(
      this.log,
      { at, operation },
      officers,
      cosigners.map(({ act }) => act),
    );
    if (!made.ok) throw new Error(made.refusal.reason);
    return made.value;
  }

  async publish(operation: Operation, cosigners: readonly Machine[] = []): Promise<void> {
    const done = await this.desk.publish(this.longer(operation, cosigners).text);
    if (!done.ok) throw new Error(done.refusal.text);
  }

  /** A proposal that so many officers have signed and a State has yet to sign; and its entry. */
  proposal(operation: Operation, count = 2): { readonly text: string; readonly entry: string } {
    const at = Math.max(this.now, this.log.head.at);
    const entry = entryText(this.log, { at, operation });
    const officers = this.secretariat.officers.slice(0, count);
    const sigs = officers.map(({ keys }) => signEntryText(entry, keys));
    return { text: encodeProposal({ entry, sigs }), entry };
  }

  /** Listed, with a line that is open; what it was told so far counts as heard. */
  async poc(rec: string, state: string, cosigners: readonly Machine[] = []): Promise<Poc> {
    const machine = makeMachine(`@${rec}:parley.test`);
    this.lines.join(machine.user);
    const made = recordOf(rec, state, machine, cosigners.length > 0 ? { powers: ["open"] } : {});
    await this.publish({ op: "admit", rec: made }, cosigners);
    this.lines.hear(machine.user);
    return { ...machine, rec: rec as RecordId };
  }

  /** Says something over its line; what came of it. */
  says(poc: Poc, message: PocMessage): Promise<Outcome> {
    const from = listedAs(this.log, poc.rec, poc);
    return this.answers.take(this.lines.lineOf(poc.user), from, message);
  }

  hears({ user }: { readonly user: UserId }): readonly ServiceMessage[] {
    return this.lines.hear(user);
  }
}

export function recordOf(
  rec: string,
  state: string,
  { user, device }: Machine,
  changed: Partial<DirectoryRecord> = {},
): DirectoryRecord {
  return {
    id: rec as RecordId,
    state: state as StateCode,
    level: ["technical"],
    kind: "office",
    powers: ["open", "answer", "close", "directory"],
    holder: "p-1",
    user,
    devices: [device],
    release: 0,
    card: "",
    from: "2026-11-01",
    conf: "2026-11-20",
    ...changed,
  };
}
