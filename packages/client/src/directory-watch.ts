import { accept, refuse, type Result } from "@parley/base";
import {
  makeListingRequest,
  takeUpLog,
  type Log,
  type OfferRefusal,
  type TakenUp,
  type WaitingReset,
} from "@parley/directory";
import type { Change } from "@parley/storage";
import { ownBytes } from "./bytes.ts";
import type { Core } from "./core.ts";
import { learnedChange } from "./learned.ts";
import { report } from "./report.ts";
import { headBefore } from "./signed-heads.ts";
import { directoryRow, OFFERED } from "./state.ts";

/** How often the source is read again while somebody names a later head than mine, in ms. */
const BEHIND_AGAIN = 15_000;
/** How soon a wait is looked at again, in ms: timers stand still while a machine sleeps. */
const RESET_LOOK = 60_000;
/** How long after a failed attempt the listing request is written again, in ms. */
const REQUEST_AGAIN = 30_000;

/** Reads logs as they are offered, takes up what goes on from the one held (DIR-5), and asks to be listed. */
export class DirectoryWatch {
  readonly #core: Core;
  readonly #taken: () => Promise<void>;
  #stop: () => void = () => undefined;
  /** A log that was refused, so that the same text raises one alarm. */
  #refused: { readonly text: string; readonly refusal: OfferRefusal } | null = null;

  /** `taken` is awaited, inside the queue, after a longer log was taken up. */
  constructor(core: Core, taken: () => Promise<void>) {
    this.#core = core;
    this.#taken = taken;
  }

  start(): void {
    try {
      this.#stop = this.#core.parts.directory?.onChange(() => void this.read()) ?? this.#stop;
    } catch (error) {
      // Then it is read at the start, when the link comes back, and when a person asks.
      report(error);
    }
    void this.read();
    void this.ask();
    const { offered } = this.#core.state;
    if (offered !== null) void this.#core.queue.run(() => this.offer(offered));
  }

  stop(): void {
    this.#stop();
  }

  /** Reads the source now. */
  async read(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    const { directory } = core.parts;
    if (directory === undefined) return;
    const text = await answerOf(() => directory.read());
    if (typeof text !== "string") return;
    await core.queue.run(() => this.offer(text));
  }

  /** Takes up a log, wherever it came from, where it goes on from the one held. Inside the queue. Null: not now. */
  async offer(text: string): Promise<Result<Log, OfferRefusal> | null> {
    const core = this.#core;
    const { state } = core;
    if (core.closed) return null;
    if (text === this.#refused?.text) return refuse(this.#refused.refusal);
    if (text === state.log.text) {
      this.#settleAlarm();
      return accept(state.log);
    }
    const offered = takeUpLog(state.root, state.log, text, {
      now: core.now(),
      headAt: (n) => headBefore(state, n),
    });
    if (!offered.ok) {
      const { refusal } = offered;
      const { reason, line } = refusal;
      this.#refused = { text, refusal };
      core.directoryAlarm = { kind: "directory-refused", reason, n: line, at: core.now() };
      core.touch();
      return offered;
    }
    return this.#takeUp(text, offered.value);
  }

  async #takeUp(
    text: string,
    { log, waiting }: TakenUp,
  ): Promise<Result<Log, OfferRefusal> | null> {
    const core = this.#core;
    const rest: Change =
      waiting === null ? { keptGone: [OFFERED] } : { kept: [{ ...OFFERED, text }] };
    const longer = log.head.n > core.state.log.head.n;
    const now = core.now();
    const learned = longer && core.office !== null ? learnedChange(core.state, log, now) : {};
    const kept = [...(rest.kept ?? []), ...(learned.kept ?? [])];
    const directory = longer ? { directory: directoryRow(log, now) } : {};
    if (!(await core.commit({ ...rest, kept, ...directory }, log))) return null;
    core.waitingReset = waiting;
    if (waiting !== null) this.#lookAtRest(waiting);
    this.#settleAlarm();
    if (longer) await this.#taken();
    return accept(log);
  }

  /** Once the wait of the reset has passed here, the rest of what was offered is taken up. */
  #lookAtRest({ until }: WaitingReset): void {
    const core = this.#core;
    core.timers.set("reset", Math.min(until - core.now(), RESET_LOOK), () => {
      const { offered } = core.state;
      if (offered !== null) void core.queue.run(() => this.offer(offered));
    });
  }

  #settleAlarm(): void {
    this.#refused = null;
    if (this.#core.directoryAlarm === null) return;
    this.#core.directoryAlarm = null;
    this.#core.touch();
  }

  /** While somebody names a later head, the source is read again and again. */
  readWhileBehind(): void {
    const { behindRooms, timers } = this.#core;
    if (behindRooms.size === 0) timers.cancel("behind");
    else if (!timers.has("behind")) {
      void this.read();
      timers.set(
        "behind",
        BEHIND_AGAIN,
        () => void this.#core.queue.run(async () => this.readWhileBehind()),
      );
    }
  }

  /** Makes the listing request available to the officers while this device is not listed. */
  async ask(): Promise<void> {
    const core = this.#core;
    const { directory } = core.parts;
    if (directory === undefined || core.closed || core.listing !== "waiting") return;
    const { profile } = core.state;
    const { id, ed25519, curve25519 } = core.device;
    const device = {
      id,
      ed25519,
      curve25519,
      act: profile.act.publicKey,
      seal: profile.seal.publicKey,
    };
    const request = makeListingRequest(
      { user: profile.user, device },
      ownBytes(profile.act.secretKey),
    );
    const asked = await answerOf(async () => {
      await directory.request(request);
      return true;
    });
    if (asked !== true && !core.closed)
      core.timers.set("request", REQUEST_AGAIN, () => void this.ask());
  }
}

/** What the source answers, whatever it is; null where it throws or rejects. Nothing that a source does is believed. */
async function answerOf<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}
