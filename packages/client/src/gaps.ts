import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { missingIn, ONCE_PER, wantRow } from "./wants.ts";

/** Acts often come out of order: so long after a gap is seen it is asked for, in ms. */
const FIRST_AFTER = 2_000;

/** Asks for acts that others build on and that are not here, again and again while they are missing (ACT-3). */
export class Gaps {
  readonly #core: Core;
  readonly #queued: () => Promise<void>;

  /** `queued` is awaited, inside the queue, after a want was queued. */
  constructor(core: Core, queued: () => Promise<void>) {
    this.#core = core;
    this.#queued = queued;
  }

  /** Called after anything that could have opened or closed a gap. */
  look(): void {
    const { state, timers } = this.#core;
    for (const channel of state.channels.values()) {
      if (missingIn(state, channel).length === 0) timers.cancel(nameOf(channel));
      else if (!timers.has(nameOf(channel))) this.#askAfter(channel, FIRST_AFTER);
    }
  }

  #askAfter(channel: Channel, ms: number): void {
    const { queue, timers } = this.#core;
    timers.set(nameOf(channel), ms, () => void queue.run(() => this.#ask(channel)));
  }

  async #ask(channel: Channel): Promise<void> {
    const core = this.#core;
    if (core.closed || missingIn(core.state, channel).length === 0) return;
    this.#askAfter(channel, ONCE_PER);
    const row = wantRow(core.state, channel, core.wants, core.now());
    if (row !== null && (await core.commit({ outbox: [row] }))) await this.#queued();
  }
}

const nameOf = (channel: Channel): string => `want ${channel.room}`;
