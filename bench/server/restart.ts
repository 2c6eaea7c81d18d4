import { plainRequest } from "../../test/harness/plain-requests.ts";
import type { ServiceStage } from "../../test/service/stage.ts";
import { checkAll } from "../acts/checks.ts";
import { checksOfLine } from "../acts/offices.ts";
import { alternate } from "../alternate.ts";
import type { Bench, BenchContext, Measurement } from "../bench.ts";
import { stageWithLines } from "./lines-scene.ts";
import { fine } from "./raw-poll.ts";
import { emptyProcess, startToServing } from "./service-process.ts";

/** Two offices of each participating State. */
const LINES = 114;
const PAIRS = 7;
/** Events of a room in a first sync, as the product asks for them. */
const EVENTS = 50;

export const RESTART_BENCH: Bench = {
  name: "restart",
  what: "the Secretariat's service with 114 lines from its start until it serves, beside its bare sync",
  async run(context) {
    const stage = await stageWithLines(context, LINES);
    try {
      return await measure(context, stage);
    } finally {
      await stage.end();
    }
  },
};

async function measure(
  context: BenchContext,
  stage: ServiceStage,
): Promise<readonly Measurement[]> {
  const checks = stage.log.text.split("\n").slice(0, -1).flatMap(checksOfLine);
  const token = await stage.accessToken();
  const parts = { process: [] as number[], sync: [] as number[], signatures: [] as number[] };
  context.say(`${PAIRS + 1} restarts`);
  const samples = await alternate(context, {
    pairs: PAIRS,
    ours: () => startToServing(stage.folder),
    beside: async () => {
      const took = [await emptyProcess(), await bareSync(stage, token), checkAll(checks)] as const;
      const [empty, sync, signatures] = took;
      parts.process.push(empty);
      parts.sync.push(sync);
      parts.signatures.push(signatures);
      return empty + sync + signatures;
    },
  });
  const counted = (all: readonly number[]): readonly number[] => all.slice(-PAIRS);
  return [
    {
      name: "restart-serving",
      what: `the Secretariat's service with ${LINES} lines restarted, from its process on until it serves`,
      besideWhat:
        "an empty process, one bare sync of its account, bare checks of its log's signatures",
      unit: "ms",
      ...samples,
      parts: {
        "start and end of an empty process": counted(parts.process),
        "bare sync": counted(parts.sync),
        "bare checks of the log's signatures": counted(parts.signatures),
      },
    },
  ];
}

/** The sync that every start begins with, in ms: the SDK keeps no place in it. */
async function bareSync({ server }: ServiceStage, token: string): Promise<number> {
  const filter = encodeURIComponent(JSON.stringify({ room: { timeline: { limit: EVENTS } } }));
  const start = performance.now();
  fine(
    await plainRequest(server, token, "GET", `/_matrix/client/v3/sync?timeout=0&filter=${filter}`),
  );
  return performance.now() - start;
}
