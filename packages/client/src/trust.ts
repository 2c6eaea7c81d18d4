import type { DeviceTrust, Session } from "@parley/session";
import type { Core } from "./core.ts";
import { within } from "./limit.ts";
import { lineRooms } from "./line-rows.ts";
import { signedEverywhere } from "./signed-devices.ts";
import type { SignedDevice } from "./signed-in.ts";

/** After this time without an answer the round is given up, in ms; the next one asks again. */
const NO_ANSWER = 30_000;
/** Wait before it is asked again, in ms. */
const AGAIN = 2_000;

/**
 * TRUST-1: on every new log and every change of devices the machine is told exactly which devices are listed. One
 * round at a time; what changes meanwhile asks for another round.
 */
export class TrustSettling {
  readonly #core: Core;
  readonly #settled: () => void;
  /** The session that is being asked; another one does not wait for the answer of a machine that hangs. */
  #asking: Session | null = null;
  #again = false;
  /** What the last round said, so that a round without news changes nothing. */
  #said = "";
  /** Devices that only acts name, as the last round had them. */
  #signed = "";

  /** `settled` is called, inside the queue, after each round. */
  constructor(core: Core, settled: () => void) {
    this.#core = core;
    this.#settled = settled;
  }

  async settle(): Promise<void> {
    const { session } = this.#core;
    if (session === null) return;
    if (this.#asking === session) {
      this.#again = true;
      return;
    }
    this.#asking = session;
    try {
      do {
        this.#again = false;
        await this.#round(session);
      } while (this.#again && this.#asking === session && !this.#core.closed);
    } finally {
      if (this.#asking === session) this.#asking = null;
    }
  }

  /**
   * A channel has come to be known, or its members: where the last round left a device of theirs out, it is asked for
   * again. The machine says nothing when it has learned a device that was not asked for until then.
   */
  look(): void {
    const { session, trust, timers, state } = this.#core;
    const signed = signedEverywhere(state, this.#core.now());
    if (namesOf(signed) !== this.#signed) void this.settle();
    // Keys are shared for so long and no longer, whatever else happens.
    const until = Math.min(...signed.map((one) => one.until));
    if (signed.length > 0) timers.set("signed", until - this.#core.now(), () => this.#looked());
    if (session === null || this.#asking !== null || timers.has("trust")) return;
    if (this.#missesMembers(session, trust)) timers.set("trust", AGAIN, () => void this.settle());
  }

  #looked(): void {
    void this.settle();
    this.look();
  }

  async #round(session: Session): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    const signed = signedEverywhere(core.state, core.now());
    this.#signed = namesOf(signed);
    const listed = [
      ...core.state.listed
        .records()
        .flatMap(({ user, devices }) => devices.map((device) => ({ user, device }))),
      ...signed.map(({ user, device }) => ({ user, device })),
    ];
    const trust = await within(core.timers, NO_ANSWER, session.trust(listed));
    if (trust === "late") {
      if (!core.closed) core.timers.set("trust", AGAIN, () => void this.settle());
      return;
    }
    await core.queue.run(async () => {
      if (core.closed || core.session !== session) return;
      if (this.#missesMembers(session, trust))
        core.timers.set("trust", AGAIN, () => void this.settle());
      const said = JSON.stringify([trust, listed.map(({ user }) => session.unlistedDevices(user))]);
      if (said === this.#said && core.trust.length > 0) return;
      this.#said = said;
      core.trust = trust;
      core.touch();
      this.#settled();
    });
  }

  /** Whether a device is not trusted yet whose account is in a channel: the machine may still be learning it. */
  #missesMembers(session: Session, trust: readonly DeviceTrust[]): boolean {
    const { state } = this.#core;
    const rooms = [...[...state.channels.values()].map(({ room }) => room), ...lineRooms(state)];
    const here = new Set(rooms.flatMap((room) => session.members(room).map(({ user }) => user)));
    return trust.some(({ user, state }) => state === "unknown" && here.has(user));
  }
}

function namesOf(signed: readonly SignedDevice[]): string {
  return JSON.stringify(signed.map(({ user, device }) => [user, device]));
}
