import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ActHash, Level, Power, RecordId, StateCode } from "@parley/base";
import {
  consultationLead,
  fold,
  headline,
  partyState,
  permissions,
  replyWord,
  SUPPORTED_STEPS,
  view,
  waitsFor,
  type Facts,
  type FoldAct,
  type Folded,
  type Grade,
} from "../../src/index.ts";
import { digest, Log, shuffle, sign } from "./play.ts";

interface Step {
  readonly n: number;
  readonly ch?: string;
  readonly id?: string;
  readonly by?: string;
  readonly act?: string;
  readonly re?: string;
  readonly key?: string;
  readonly rec?: string;
  readonly dir?: "disable" | "list";
  readonly dn?: number;
  readonly over?: readonly string[];
  readonly prev?: string | null;
  readonly withheld?: boolean;
  readonly deliver?: readonly string[];
  readonly at?: string;
  readonly ask?: Record<string, string>;
  readonly f?: Record<string, string>;
  readonly clear?: boolean;
  readonly open?: {
    readonly level: string;
    readonly parties: readonly string[];
    readonly roster: readonly string[];
    readonly facilitator: string | null;
    readonly after: string | null;
    readonly carry: readonly { h: string; by: string; kind: string }[];
  };
  readonly now?: string;
  readonly grades?: readonly (readonly [string, string])[];
  readonly readers?: Record<string, readonly string[]>;
  readonly why?: boolean;
  readonly expect: Record<string, unknown>;
}

interface Story {
  readonly id: string;
  readonly title: string;
  readonly records: Record<string, readonly [string, readonly string[], readonly string[]]>;
  readonly keys: Record<string, string>;
  readonly steps: readonly Step[];
}

interface Channel {
  readonly acts: FoldAct[];
  heads: string[];
  readonly own: Map<string, string>;
  readonly newer: ReadonlySet<string>;
}

const { stories } = JSON.parse(
  readFileSync(new URL("./stories.json", import.meta.url), "utf8"),
) as { readonly stories: readonly Story[] };

const instant = (time: string): number => Date.parse(time);

class Play {
  readonly log = new Log();
  readonly channels = new Map<string, Channel>();
  readonly held = new Map<string, FoldAct>();
  readonly sent = new Map<string, number>();
  readonly story: Story;
  readonly supported: ReadonlySet<string> | undefined;

  constructor(story: Story, supported?: ReadonlySet<string>) {
    this.story = story;
    this.supported = supported;
    for (const [rec, [state, levels, powers]] of Object.entries(story.records))
      this.log.record(rec, state, levels, powers);
    for (const [key, rec] of Object.entries(story.keys)) this.log.list(key, rec);
  }

  fold(channel: Channel, acts: readonly FoldAct[] = channel.acts): Folded {
    const options = this.supported === undefined ? {} : { supported: this.supported };
    return fold(acts, this.log, this.log.head, options);
  }

  private receive(channel: Channel, act: FoldAct): void {
    channel.acts.push(act);
    const below = new Set<string>([...act.parents, ...(act.prev === null ? [] : [act.prev])]);
    channel.heads = [...channel.heads.filter((hash) => !below.has(hash)), act.hash];
  }

  private signStep(name: string, step: Step): void {
    if (step.open) {
      const after = step.open.after;
      this.channels.set(name, {
        acts: [],
        heads: [],
        own: new Map(),
        newer: new Set(after === null ? [] : [after, ...(this.channels.get(after)?.newer ?? [])]),
      });
    }
    const channel = this.channels.get(name)!;
    const key = step.key ?? `k-${step.by}`;
    const { revert, ...f } = step.f ?? {};
    const act = sign({
      hash: step.id!,
      key,
      rec: step.by!,
      dirN: step.dn ?? this.log.head,
      prev: step.prev !== undefined ? step.prev : (channel.own.get(key) ?? null),
      parents: step.over ?? channel.heads,
      kind: step.act!,
      re: step.re ?? null,
      f,
      clear: step.clear ?? false,
      ask: { ...step.ask, ...(revert === undefined ? {} : { revert }) },
      ...(step.at === undefined ? {} : { at: step.at }),
      ...(step.open ? { open: step.open, carry: step.open.carry } : {}),
    });
    channel.own.set(key, act.hash);
    if (step.at !== undefined) this.sent.set(act.hash, instant(step.at));
    if (step.withheld) this.held.set(act.hash, act);
    else this.receive(channel, act);
  }

  /** What the step shows, in the words of the story file. */
  step(step: Step): Record<string, unknown> | null {
    if (step.dir === "disable") this.log.disable(step.key!);
    if (step.dir === "list") {
      this.log.head += 1;
      this.log.list(step.key!, step.rec!, this.log.head);
    }
    if (step.ch === undefined) return null;
    if (step.act !== undefined) this.signStep(step.ch, step);
    const channel = this.channels.get(step.ch)!;
    for (const hash of step.deliver ?? []) {
      this.receive(channel, this.held.get(hash)!);
      this.held.delete(hash);
    }
    const folded = this.fold(channel);
    return { ...this.shown(folded.facts, step), ...this.effect(folded, step), ...this.leads(step) };
  }

  private effect(folded: Folded, step: Step): Record<string, unknown> {
    if (step.act === undefined || step.withheld) return {};
    return { effect: folded.effects.get(step.id as ActHash) };
  }

  private shown(facts: Facts, step: Step): Record<string, unknown> {
    const states =
      facts.facilitator === null ? facts.parties : [...facts.parties, facts.facilitator];
    const pending = [...facts.proposals].filter(([, one]) => one.state === "pending");
    const may: Record<string, readonly string[]> = {};
    const why: Record<string, Record<string, string>> = {};
    for (const [rec, [state, levels, powers]] of Object.entries(this.story.records)) {
      const member = facts.roster.get(state as StateCode)?.includes(rec as RecordId) ?? false;
      if (!member || !levels.includes(facts.level ?? "")) continue;
      const reader = {
        state: state as StateCode,
        rec: rec as RecordId,
        level: facts.level as Level,
        powers: powers as Power[],
      };
      const offered = permissions(facts, reader, this.supported);
      may[rec] = offered.may
        .map(({ step: name, targets }) =>
          targets.length > 0 ? `${name}:${targets.toSorted().join(",")}` : name,
        )
        .toSorted();
      why[rec] = Object.fromEntries(offered.mayNot.map((one) => [one.step, one.reason]));
    }
    return {
      headline: headline(facts),
      parties: Object.fromEntries(states.map((state) => [state, partyState(facts, state)])),
      requests: Object.fromEntries(
        [...facts.threads].map(([root, thread]) => [
          root,
          thread.withdrawn
            ? { withdrawn: true }
            : Object.fromEntries(thread.to.map((state) => [state, replyWord(thread, state)])),
        ]),
      ),
      may,
      ...(step.why ? { why_not: why } : {}),
      ...(facts.made.length > 0 ? { made: facts.made } : {}),
      ...(pending.length > 0
        ? { waits_for: Object.fromEntries(pending.map(([hash, one]) => [hash, waitsFor(one)])) }
        : {}),
      ...(step.now === undefined ? {} : { view: this.view(facts, step, step.now) }),
    };
  }

  private view(facts: Facts, step: Step, now: string): unknown {
    const grades = (step.grades ?? []).map(([state, act]): Grade => [
      state as StateCode,
      act as ActHash,
      instant(now),
    ]);
    // Acts of a story without a time are such whose sending is not looked at.
    const seen = view(facts, grades, instant(now), {
      sentAt: (act) => this.sent.get(act) ?? null,
    });
    const lines = seen.lines.map(({ id, state, act, acts, count }) =>
      id === "forked"
        ? [id, state, acts]
        : id === "missing"
          ? [id, count]
          : [id, state, act].filter((one) => one !== null),
    );
    return { headline: seen.headline, lines };
  }

  private leads(step: Step): Record<string, unknown> {
    if (step.readers === undefined) return {};
    const leads = Object.entries(step.readers).map(([who, names]) => {
      const lead = consultationLead(
        names.flatMap((name) => {
          const channel = this.channels.get(name);
          if (channel === undefined) return [];
          return [
            {
              channel: name as ActHash,
              facts: this.fold(channel).facts,
              newerThan: channel.newer as ReadonlySet<ActHash>,
            },
          ];
        }),
      );
      return [who, [lead?.channel, lead?.headline]];
    });
    return { leads: Object.fromEntries(leads) };
  }
}

const rules = "[FOLD-1] [FOLD-2] [FOLD-3] [FOLD-5] [FOLD-6] [FOLD-7]";

describe("stories, every row of the table supported", () => {
  for (const story of stories) {
    it(`${rules} ${story.id}: ${story.title}`, () => {
      const play = new Play(story);
      for (const step of story.steps) {
        const shown = play.step(step);
        if (shown !== null) expect(shown, `step ${step.n}`).toEqual(step.expect);
      }
      for (const channel of play.channels.values()) {
        const facts = digest(play.fold(channel).facts);
        for (const seed of [1, 2, 3, 4, 5])
          expect(
            digest(play.fold(channel, shuffle(channel.acts, [seed, seed * 31, 7])).facts),
          ).toBe(facts);
      }
    });
  }
});

/** Steps of a story whose acts this version makes, and what remains of what it shows. */
const cut = (lists: Record<string, readonly string[]>): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(lists).map(([rec, offers]) => [
      rec,
      offers.filter((offer) => SUPPORTED_STEPS.has(offer.split(":")[0] ?? "")),
    ]),
  );

describe("stories with the steps of this version", () => {
  const parts: readonly (readonly [string, number])[] = [
    ["grid", 7],
    ["false-alarm", 2],
    ["laptop", 2],
    ["reopen", 3],
  ];
  for (const [id, until] of parts) {
    it(`[FOLD-1] [FOLD-6] [OFFER] ${id} 1 to ${until}: offers only what this version makes`, () => {
      const story = stories.find((one) => one.id === id)!;
      const play = new Play(story, SUPPORTED_STEPS);
      for (const step of story.steps.slice(0, until)) {
        const { why_not: why, ...shown } = play.step(step)!;
        const { why_not: wanted, may, ...rest } = step.expect;
        expect(shown, `step ${step.n}`).toEqual({ ...rest, may: cut(may as never) });
        for (const [rec, reasons] of Object.entries((wanted ?? {}) as Record<string, object>)) {
          const left = Object.entries(reasons).filter(([name]) => SUPPORTED_STEPS.has(name));
          expect((why as Record<string, object>)[rec]).toEqual(Object.fromEntries(left));
        }
      }
    });
  }
});
