import { setTimeout as sleep } from "node:timers/promises";
import { toBase64Url, type Instant } from "@parley/base";
import { makeSignKeyPair } from "@parley/crypto";
import { makeRoot, parseRoot, readLog, type Log, type Operation } from "@parley/directory";
import {
  finishProposal,
  makeProposal,
  openProposal,
  signProposal,
  waitsForState,
  type DeskClient,
  type Officer,
} from "@parley/secretariat";
import { granted } from "./granted.ts";

/** How often is looked whether a State has signed, and for how long at most, in ms. */
const LOOK = 200;
const PATIENCE = 120_000;

/** The directory of an exercise and its three officers, of whom two sign; the service publishes what they sign. */
export class Register {
  readonly #officers: readonly [Officer, Officer, Officer] = [
    anOfficer(1),
    anOfficer(2),
    anOfficer(3),
  ];
  readonly #now: () => Instant;
  #log: Log;
  #service: DeskClient | null = null;
  /** Entries are made one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  /** A new trust root of mode exercise, and an empty log. `ready()` of crypto comes first. */
  constructor(now: () => Instant) {
    this.#now = now;
    const officers = this.#officers.map(({ keys }) => keys.publicKey);
    const root = granted(parseRoot(makeRoot({ officers, k: 2, mode: "exercise", at: now() })));
    this.#log = granted(readLog(root, ""));
  }

  get log(): Log {
    return this.#log;
  }

  /** The one who signs tickets. */
  get officer(): Officer {
    return this.#officers[0];
  }

  /** From here on this service publishes what is signed. */
  publishBy(service: DeskClient): void {
    this.#service = service;
  }

  /**
   * Signs an entry by two officers, has its State sign it where that is needed, and publishes it.
   *
   * @param carried told once the proposal is on its way to the State
   */
  enter(operation: Operation, carried: () => void = () => {}): Promise<void> {
    const entering = this.#last.then(() => this.#enter(operation, carried));
    this.#last = entering.catch(() => undefined);
    return entering;
  }

  /** What the log would be with another last entry, which is published nowhere. */
  otherwise(operation: Operation): Log {
    const lines = this.#log.text.trimEnd().split("\n");
    const before = granted(
      readLog(
        this.#log.root,
        lines
          .slice(0, -1)
          .map((line) => `${line}\n`)
          .join(""),
      ),
    );
    const [first, second] = this.#officers;
    const made = granted(makeProposal(before, operation, first, { now: this.#now() }));
    const { text } = granted(signProposal(made.text, before, second));
    return granted(finishProposal(text, before));
  }

  async #enter(operation: Operation, carried: () => void): Promise<void> {
    const [first, second] = this.#officers;
    const made = granted(makeProposal(this.#log, operation, first, { now: this.#now() }));
    const { text, proposal } = granted(signProposal(made.text, this.#log, second));
    const whole = waitsForState(proposal) ? await this.#carry(text, carried) : text;
    const longer = granted(finishProposal(whole, this.#log));
    granted(await this.#desk.publish(longer.text));
    this.#log = longer;
  }

  /** The proposal once its State has signed it. */
  async #carry(text: string, carried: () => void): Promise<string> {
    const { hash } = granted(await this.#desk.carry(text));
    carried();
    const end = performance.now() + PATIENCE;
    for (;;) {
      const there = granted(await this.#desk.proposals()).find((one) => one.hash === hash);
      const { missing } = granted(openProposal(there?.text ?? text, this.#log));
      if (there !== undefined && missing.cosigners === 0) return there.text;
      if ((there?.declined.length ?? 0) > 0) throw new Error("the State does not sign it");
      if (performance.now() > end) throw new Error("the State has not signed it");
      await sleep(LOOK);
    }
  }

  get #desk(): DeskClient {
    if (this.#service === null) throw new Error("no service publishes this directory yet");
    return this.#service;
  }
}

function anOfficer(n: number): Officer {
  const keys = makeSignKeyPair();
  return { name: `${n}`, publicKey: toBase64Url(keys.publicKey), keys };
}
