import type { Random } from "../../harness/seeds.ts";
import type { Name } from "./exchange.ts";
import { FALSELY_DONE, FAULT_KINDS, type FaultKind } from "./faults.ts";
import type { Outage, Trouble } from "./faulty-line.ts";
import { REQUEST_KINDS, type RequestKind } from "./requests.ts";

/** One thing that a person does, or that happens to a client. */
export type Step =
  | { readonly do: "write"; readonly by: Name }
  | { readonly do: "answer" | "update" | "add second" | "take out second" }
  | { readonly do: "start again"; readonly who: Name };

/** What the network does while a step is taken. */
export type Disturbance =
  | { readonly line: Name; readonly trouble: Trouble }
  /** In ms. */
  | { readonly line: Name; readonly outage: Outage; readonly for: number };

export interface Schedule {
  /** Lines whose homeserver gives few events at once. */
  readonly fewEvents: readonly Name[];
  /** While offices sign in, and while the consultation is opened and acknowledged. */
  readonly entering: readonly Disturbance[];
  readonly opening: readonly Disturbance[];
  readonly steps: readonly { readonly step: Step; readonly meanwhile: readonly Disturbance[] }[];
}

/** Requests that are answered by an empty object: a false one says "done", and keys are sent again only after minutes. */
const ANSWERED_EMPTY: readonly RequestKind[] = ["to devices", "invite", "leave"];
/** What takes so long that it comes once at a time. */
const LASTING: readonly FaultKind[] = ["no reply", "far too slow", "limited for a time unsaid"];
const SIGNING_IN: readonly RequestKind[] = ["versions", "login"];
/** Requests of whoever has signed in. */
const WORKING = REQUEST_KINDS.filter((kind) => !SIGNING_IN.includes(kind));
const OUTAGES: readonly Outage[] = [
  "refused",
  "no name",
  "no reply",
  "page of a portal",
  "502 page",
  "cut before",
  "reply lost",
];

/** Draws a story and what the network does meanwhile. */
export function drawSchedule(random: Random): Schedule {
  const hasSecond = random.chance(40);
  const steps = drawSteps(random, hasSecond);
  const here: readonly [Name, ...Name[]] = ["Alfa", "Bravo"];
  const all: readonly [Name, ...Name[]] = hasSecond ? [...here, "Bravo's second"] : here;
  const troubles = (
    lines: typeof here,
    kinds: readonly RequestKind[],
    most: number,
  ): Disturbance[] =>
    Array.from({ length: random.integer(0, most) }, () => drawTrouble(random, lines, kinds));
  return {
    fewEvents: here.filter(() => random.chance(30)),
    entering: troubles(all, [...SIGNING_IN, "push rules", "filter", "sync", "keys upload"], 2),
    opening: troubles(here, WORKING, 4),
    steps: steps.map((step) => ({
      step,
      meanwhile: [
        ...troubles(all, WORKING, 2),
        ...(random.chance(12) ? [drawOutage(random, all)] : []),
      ],
    })),
  };
}

function drawSteps(random: Random, hasSecond: boolean): readonly Step[] {
  const steps = random.shuffle<Step>([
    { do: "write", by: "Alfa" },
    { do: "write", by: "Alfa" },
    { do: "write", by: "Bravo" },
    { do: "write", by: "Bravo" },
    { do: "answer" },
    { do: "update" },
    { do: "start again", who: random.pick(["Alfa", "Bravo"]) },
    ...(random.chance(50)
      ? [{ do: "start again", who: random.pick(["Alfa", "Bravo"]) } as const]
      : []),
  ]);
  if (!hasSecond) return steps;
  const at = random.integer(0, steps.length);
  return [
    ...steps.slice(0, at),
    { do: "add second" },
    { do: "write", by: "Bravo's second" },
    ...steps.slice(at),
    ...(random.chance(50) ? [{ do: "take out second" } as const] : []),
    { do: "write", by: "Bravo" },
  ];
}

function drawTrouble(
  random: Random,
  lines: readonly [Name, ...Name[]],
  kinds: readonly RequestKind[],
): Disturbance {
  const line = random.pick(lines);
  const request = random.pick(kinds as [RequestKind, ...RequestKind[]]);
  const faults = FAULT_KINDS.filter(
    (fault) => !(ANSWERED_EMPTY.includes(request) && FALSELY_DONE.includes(fault)),
  );
  const fault = random.pick(faults as [FaultKind, ...FaultKind[]]);
  const times = LASTING.includes(fault) ? 1 : random.integer(1, 3);
  return { line, trouble: { request, fault, times } };
}

function drawOutage(random: Random, lines: readonly [Name, ...Name[]]): Disturbance {
  const outage = random.pick(OUTAGES as [Outage, ...Outage[]]);
  return { line: random.pick(lines), outage, for: random.integer(500, 8_000) };
}
