import type { RoomId } from "@parley/base";
import { ready } from "@parley/crypto";
import type { Log } from "@parley/directory";
import {
  checkContext,
  fold,
  SUPPORTED_STEPS,
  toFoldAct,
  verifySigned,
  type FoldAct,
  type Folded,
  type SignedAct,
} from "@parley/protocol";
import { alternate, worked } from "../alternate.ts";
import type { Bench } from "../bench.ts";
import { checkAll, checksOf, type Check } from "./checks.ts";
import { makeOffices } from "./offices.ts";
import { storyAfter, storyOpening } from "./story.ts";

const ACTS = 1_000;
/** 500 acts of one key are kept in a channel. */
const AUTHORS = 3;
const PAIRS = 15;
/** What takes a few milliseconds is done so often in one sample: the processor's time is counted in steps of that size. */
const REPEATS = 25;

/** A channel's acts as they are carried, and the bare checks of the same signatures. */
interface Fixture {
  readonly log: Log;
  readonly room: RoomId;
  readonly carried: readonly SignedAct[];
  readonly checks: readonly Check[];
}

export const FOLD_BENCH: Bench = {
  name: "fold",
  what: "parsing, verifying and folding 1,000 acts, beside the checks of their signatures alone",
  async run(context) {
    await ready();
    const fixture = makeFixture();
    const { log, carried, checks } = fixture;
    holdsAll(foldAll(log, takeIn(fixture, carried)));
    context.say(`${ACTS} acts of ${AUTHORS} keys, all verified and with effect`);
    const together = await alternate(context, {
      pairs: PAIRS,
      ours: () => worked(() => void foldAll(log, takeIn(fixture, carried))),
      beside: () => checkAll(checks),
    });
    context.say("one more act");
    const before = takeIn(fixture, carried.slice(0, -1));
    const onTop = await alternate(context, {
      pairs: PAIRS,
      ours: () => {
        const took = worked(() => {
          for (let i = 0; i < REPEATS; i++)
            foldAll(log, [...before, ...takeIn(fixture, carried.slice(-1))]);
        });
        return took / REPEATS;
      },
      beside: () => checkAll(checks) / checks.length,
    });
    return [
      {
        name: "fold-together",
        what: "1,000 acts parsed, verified and folded",
        besideWhat: "bare checks of their signatures",
        unit: "ms",
        ...together,
        goal: 2,
      },
      {
        name: "fold-one-more",
        what: "one more act on top of 999, folded anew",
        besideWhat: "bare check of its signature",
        unit: "ms",
        ...onTop,
      },
    ];
  },
};

function makeFixture(): Fixture {
  const { log, authors } = makeOffices(AUTHORS);
  const dir = { n: log.head.n, h: log.head.h };
  const opening = storyOpening(authors, dir);
  const carried = [opening, ...storyAfter(opening, authors, dir, ACTS - 1)];
  const room = opening.act.open?.room;
  if (room === undefined) throw new Error("no room");
  return { log, room, carried, checks: checksOf(carried, authors) };
}

/** As the client does with what arrives: signature, schema, context. */
function takeIn({ log, room, carried }: Fixture, acts: readonly SignedAct[]): readonly FoldAct[] {
  const [opening] = carried;
  return acts.map(({ bytes, sig }) => {
    const verified = verifySigned({ bytes, sig }, (rec, key) => log.everKey(rec, key));
    if (!verified.ok) throw new Error(verified.refusal);
    const fits = checkContext(
      verified.value.act,
      room,
      verified.value.act.open === undefined ? (opening ?? null) : null,
    );
    if (!fits.ok) throw new Error(fits.refusal);
    return toFoldAct(verified.value);
  });
}

function foldAll(log: Log, acts: readonly FoldAct[]): Folded {
  return fold(acts, log, log.head.n, { supported: SUPPORTED_STEPS });
}

function holdsAll({ effects }: Folded): void {
  const without = [...effects].filter(([, effect]) => effect !== "yes");
  if (effects.size !== ACTS || without.length > 0)
    throw new Error(
      `${without.length} of ${effects.size} made-up acts have no effect: ${without[0]?.[1] ?? ""}`,
    );
}
