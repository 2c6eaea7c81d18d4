import { FOLD_TABLE, type FoldAct } from "../../src/index.ts";
import { Log, sign } from "./play.ts";

/** Numbers from a seed (mulberry32), so that a schedule that fails can be played again. */
export class Dice {
  private seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  below(n: number): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }
  chance(part: number): boolean {
    return this.below(1000) < part * 1000;
  }
  pick<T>(from: readonly T[]): T {
    const one = from[this.below(from.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }
}

interface Device {
  readonly key: string;
  readonly rec: string;
  readonly state: string;
  held: Set<string>;
  last: string | null;
  readonly own: string[];
  on: boolean;
}

const POWERS = ["open", "answer", "raise", "close"];
const REQUESTS = ["T01", "T02", "T03", "T06", "T07.raise"];
const PROPOSALS = ["T08.both", "T08.both", "T07.step-down", "T07.meeting", "T07.facilitation"];
const REPLIES = ["accept", "accept", "accept", "ack", "holding", "answer", "decline", "counter"];

/**
 * Random acts of a channel, some of them against the rules: forks, acts that hide what their author knew, acts without
 * the power for them, acts by keys that are disabled and dated before it.
 */
export class Schedule {
  readonly log = new Log();
  readonly acts: FoldAct[] = [];
  readonly devices: Device[] = [];
  readonly parties: readonly string[];
  readonly level: string;
  private readonly dice: Dice;
  private readonly past = new Map<string, ReadonlySet<string>>();

  constructor(seed: number, steps: number) {
    this.dice = new Dice(seed);
    const { dice } = this;
    this.parties = ["A", "B", "C", "D"].slice(0, dice.pick([2, 2, 3, 3, 4]));
    this.level = dice.pick(["policy", "policy", "technical"]);
    const facilitator = dice.chance(0.2) ? "OSCE" : null;
    for (const state of [...this.parties, ...(facilitator === null ? [] : [facilitator]), "Z"]) {
      for (const n of [1, 2]) {
        const rec = `${state}${n}`;
        const powers = n === 1 ? POWERS : POWERS.filter(() => dice.chance(0.6));
        this.log.record(rec, state, [this.level], powers);
        this.log.list(`k${rec}`, rec);
        const held = new Set<string>();
        this.devices.push({ key: `k${rec}`, rec, state, held, last: null, own: [], on: true });
      }
    }
    const roster = this.devices.filter(({ state }) => state !== "Z").map(({ rec }) => rec);
    this.put(this.devices[0]!, {
      kind: dice.pick(this.level === "policy" ? REQUESTS : ["T01", "T02"]),
      parents: [],
      open: { parties: this.parties, roster, level: this.level, facilitator },
    });
    for (let i = 0; i < steps; i++) this.step();
  }

  /** Acts that nothing in `held` builds on. */
  heads(held: Iterable<string> = this.past.keys()): readonly string[] {
    const all = [...held];
    const below = new Set(all.flatMap((hash) => [...this.past.get(hash)!]));
    return all.filter((hash) => !below.has(hash));
  }

  private put(
    device: Device,
    one: {
      readonly kind: string;
      readonly parents: readonly string[];
      readonly prev?: string | null;
      readonly re?: string | null;
      readonly f?: Record<string, string>;
      readonly dirN?: number;
      readonly open?: NonNullable<Parameters<typeof sign>[0]["open"]>;
    },
  ): void {
    const hash = `${String(this.dice.below(1_000_000)).padStart(6, "0")}-${this.acts.length}`;
    const prev = one.prev ?? null;
    const act = sign({
      ...one,
      hash,
      prev,
      key: device.key,
      rec: device.rec,
      dirN: one.dirN ?? this.log.head,
      clear: this.dice.chance(0.3),
    });
    const past = new Set<string>();
    for (const up of [...act.parents, ...(prev === null ? [] : [prev])]) {
      past.add(up);
      for (const below of this.past.get(up)!) past.add(below);
    }
    this.past.set(hash, past);
    this.acts.push(act);
    device.held = new Set([...device.held, ...past, hash]);
    device.last = hash;
    device.own.push(hash);
  }

  private step(): void {
    const { dice } = this;
    if (dice.chance(0.04)) this.disable();
    const device = dice.pick(this.devices);
    if (!device.on && dice.chance(0.7)) return;
    if (dice.chance(0.75)) device.held = new Set([...device.held, ...this.past.keys()]);
    else device.held = new Set([...device.held, this.acts[0]!.hash]);
    let held = device.held;
    let prev = device.last;
    if (dice.chance(0.12)) {
      prev = device.own.length > 0 && dice.chance(0.7) ? dice.pick(device.own) : null;
      const seen = dice.pick([...held]);
      held = new Set([seen, ...this.past.get(seen)!, this.acts[0]!.hash]);
      if (prev !== null) held = new Set([...held, prev, ...this.past.get(prev)!]);
    }
    const heads = [...held].map((hash) => this.acts.find((act) => act.hash === hash)!.dirN);
    const least = Math.max(...heads);
    const off = this.log.keys.get(device.key)?.off ?? null;
    const dirN = off !== null && least < off ? least : dice.chance(0.7) ? this.log.head : least;
    const parents = this.heads(held);
    this.put(device, { ...this.content(device, held), parents, prev, dirN });
  }

  private disable(): void {
    const live = this.devices.filter(({ on, state }) => on && state !== "Z");
    if (live.length < 4) return;
    const device = this.dice.pick(live);
    device.on = false;
    this.log.disable(device.key);
  }

  private content(
    device: Device,
    held: ReadonlySet<string>,
  ): { readonly kind: string; readonly re?: string | null; readonly f?: Record<string, string> } {
    const { dice } = this;
    const stateOf = (act: FoldAct): string | null => this.log.state(act.rec);
    const here = this.acts.filter((act) => held.has(act.hash));
    const targets = here.filter((act) =>
      ["request", "proposal"].includes(FOLD_TABLE.acts.get(act.kind)?.class ?? ""),
    );
    const own = targets.filter((act) => stateOf(act) === device.state);
    const others = targets.filter((act) => stateOf(act) !== device.state);
    const proposals = others.filter((act) => FOLD_TABLE.acts.get(act.kind)?.class === "proposal");
    const roll = dice.below(100);
    if (roll < 50 && targets.length > 0) {
      const from = proposals.length > 0 && dice.chance(0.7) ? proposals : others;
      const re = dice.pick(from.length > 0 ? from : targets).hash;
      return { kind: `T04.${dice.pick(REPLIES)}`, re };
    }
    if (roll < 66) {
      const kind = dice.pick(PROPOSALS);
      const same = targets.filter((act) => act.kind === kind);
      return { kind, re: same.length > 0 && dice.chance(0.3) ? dice.pick(same).hash : null };
    }
    if (roll < 74) {
      const kind = dice.pick(REQUESTS);
      const same = own.filter((act) => act.kind === kind);
      return { kind, re: same.length > 0 && dice.chance(0.5) ? dice.pick(same).hash : null };
    }
    if (roll < 82) return { kind: dice.pick(["T08.own", "leave", "return", "return"]) };
    if (roll < 86 && own.length > 0) return { kind: "withdraw", re: dice.pick(own).hash };
    if (roll < 89) return { kind: dice.pick(["T07.pause", "T07.resume", "T07.end-facilitation"]) };
    if (roll < 93) {
      const f = { op: dice.pick(["add", "remove"]), rec: `${device.state}2` };
      return { kind: "roster", f };
    }
    return { kind: dice.pick(["checkpoint", "checkpoint", "checkpoint", "T99"]) };
  }
}
