import { appendEntry } from "@parley/directory";
import type { KeyPair } from "@parley/crypto";
import { until } from "../../test/harness/office.ts";
import { accepted, ServiceStage } from "../../test/service/stage.ts";
import type { BenchContext } from "../bench.ts";

/** States of the exercise that records belong to in turn. */
const STATES = 24;

/** The Secretariat's service with a line to each of so many listed offices; none of them is open, and neither is it. */
export async function stageWithLines(
  { say, cancelled }: Pick<BenchContext, "say" | "cancelled">,
  count: number,
): Promise<ServiceStage> {
  const stage = await ServiceStage.set();
  try {
    await stage.serve();
    const { desk } = stage;
    /** Of the first record of each State: it signs for those that come after it. */
    const firsts = new Map<string, KeyPair>();
    for (let i = 0; i < count; i++) {
      cancelled.throwIfAborted();
      if (i % 38 === 0) say(`${i} of ${count} lines`);
      const state = `X${String.fromCharCode(65 + (i % STATES))}`;
      const invited = await stage.invite(desk, state, `Technical PoC ${i + 1}`);
      await invited.poc.arrives(invited.ticket);
      const operation = await stage.heard(desk, invited);
      const officers = stage.officers.slice(0, 2).map(({ keys }) => keys);
      const first = firsts.get(state);
      const content = { at: Math.max(Date.now(), stage.log.head.at), operation };
      stage.log = accepted(
        appendEntry(stage.log, content, officers, first === undefined ? [] : [first]),
      );
      if (first === undefined) firsts.set(state, await invited.poc.actKeys());
      await invited.poc.close();
    }
    accepted(await desk.publish(stage.log.text));
    await untilAllHasLeft(() => stage.service.health().queued);
    await stage.stop();
    return stage;
  } catch (error) {
    await stage.end();
    throw error;
  }
}

/** @param queued how many messages wait to leave */
export async function untilAllHasLeft(queued: () => number | Promise<number>): Promise<void> {
  for (let left = Infinity; left > 0;) {
    let now = left;
    await until("messages to leave", async () => (now = await queued()) === 0 || now < left);
    left = now;
  }
}
