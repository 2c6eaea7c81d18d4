import { makeListingRequest, takeUpLog } from "@parley/directory";
import { ownBytes } from "./bytes.ts";
import type { Core } from "./core.ts";
import { report } from "./report.ts";
import { directoryRow } from "./state.ts";

/** How often the source is read again while somebody names a later head than mine, in ms. */
const BEHIND_AGAIN = 15_000;
/** How long after a failed attempt the listing request is written again, in ms. */
const REQUEST_AGAIN = 30_000;

/** Reads logs as they are offered, takes up what goes on from the one held (DIR-5), and asks to be listed. */
export class DirectoryWatch {
  readonly #core: Core;
  readonly #taken: () => Promise<void>;
  #stop: () => void = () => undefined;
  /** A log that was refused, so that the same text raises one alarm. */
  #refused: string | null = null;

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
    await core.queue.run(() => this.#take(text));
  }

  async #take(text: string): Promise<void> {
    const core = this.#core;
    const { state } = core;
    if (core.closed || text === this.#refused) return;
    if (text === state.log.text) {
      this.#settleAlarm();
      return;
    }
    const offered = takeUpLog(state.root, state.log, text, {
      now: core.now(),
      headAt: () => null,
    });
    if (!offered.ok) {
      const { reason, line } = offered.refusal;
      this.#refused = text;
      core.directoryAlarm = { kind: "directory-refused", reason, n: line, at: core.now() };
      core.touch();
      return;
    }
    const { log } = offered.value;
    if (!(await core.commit({ directory: directoryRow(log, core.now()) }, log))) return;
    this.#settleAlarm();
    await this.#taken();
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
