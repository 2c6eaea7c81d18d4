import type { Session, SessionEvent, SessionOptions } from "@parley/session";
import { ownBytes } from "./bytes.ts";
import type { Core } from "./core.ts";
import { answerGate } from "./gate.ts";
import { within } from "./limit.ts";
import { isLine, wasSeen } from "./line-rows.ts";
import type { ClientParts } from "./parts.ts";
import type { State } from "./state.ts";

/** How long a session that no longer answers may take to close, in ms. */
const CLOSE_WITHIN = 5_000;
/** How long after a session could not be opened or started it is tried once more, in ms. */
const OPEN_AGAIN = 3_000;

/** What the session of a profile is opened with. */
export function sessionOptions(parts: ClientParts, state: State): SessionOptions {
  const { homeserver, user, device, accessToken, storageKey } = state.profile;
  return {
    credentials: { homeserver, user, device: device as Session["device"]["id"], accessToken },
    storageKey: ownBytes(storageKey),
    storePrefix: parts.storePrefix,
    seen: (room, event) =>
      Promise.resolve(
        isLine(state, room)
          ? wasSeen(state, room, event) !== "no"
          : state.mayEndAt(room, event, parts.clock.now()),
      ),
    known: (room, event) =>
      isLine(state, room) ? wasSeen(state, room, event) === "taken" : state.isSettled(room, event),
  };
}

export interface KeeperParts {
  readonly event: (event: SessionEvent) => void;
  /** Awaited, inside the queue, before the session starts: what it has to know first. */
  readonly prepare: () => Promise<void>;
  /** Awaited, inside the queue, after a session took the place of one that hung. */
  readonly replaced: () => Promise<void>;
}

/** Holds the one session: listens to it, and replaces it on its store when its machine hangs. */
export class SessionKeeper {
  readonly #core: Core;
  readonly #parts: KeeperParts;
  #detach: () => void = () => undefined;
  #replacing: Promise<void> = Promise.resolve();

  constructor(core: Core, parts: KeeperParts) {
    this.#core = core;
    this.#parts = parts;
  }

  /** Takes a session that was just opened, and starts it. Inside the queue. */
  async attach(session: Session): Promise<void> {
    const core = this.#core;
    core.session = session;
    core.device = session.device;
    core.link = session.link();
    session.setGate((room, members) => answerGate(core, room, members));
    await this.#parts.prepare();
    this.#detach = session.onEvent((event) => {
      if (core.closed || core.session !== session) return;
      if (event.kind === "wedged") void this.replace(session);
      else this.#parts.event(event);
    });
    session.start().catch(() => {
      core.timers.set("reopen", OPEN_AGAIN, () => void this.replace(session));
    });
  }

  detach(): void {
    this.#detach();
  }

  /** The crypto machine hangs, or its disk is full: the session is closed, and opened again on its store once there is room. */
  replace(dead: Session): Promise<void> {
    if (!this.#core.closed && this.#core.session === dead) this.#replacing = this.#replace(dead);
    return this.#replacing;
  }

  /** After the client closed: the session, opened once more where it was just being replaced; null where it cannot be. */
  async last(): Promise<Session | null> {
    const { parts, state, session } = this.#core;
    if (session !== null) return session;
    await this.#replacing;
    return parts.sessions.open(sessionOptions(parts, state)).catch(() => null);
  }

  async #replace(dead: Session): Promise<void> {
    const core = this.#core;
    core.session = null;
    core.trust = [];
    core.link = { state: "connecting" };
    this.#detach();
    core.touch();
    await within(core.timers, CLOSE_WITHIN, dead.close());
    if (!core.closed) await this.#openAgain();
  }

  async #openAgain(): Promise<void> {
    const core = this.#core;
    if (core.diskAlarm !== null) {
      const since = core.link.state === "away" ? core.link.since : core.now();
      core.link = { state: "away", since, retryAt: core.now() + OPEN_AGAIN };
      core.touch();
      core.timers.set("reopen", OPEN_AGAIN, () => void this.#openAgain());
      return;
    }
    const session = await core.parts.sessions
      .open(sessionOptions(core.parts, core.state))
      .catch(() => null);
    if (core.closed) {
      await session?.close();
      return;
    }
    if (session === null) {
      core.timers.set("reopen", OPEN_AGAIN, () => void this.#openAgain());
      return;
    }
    await core.queue.run(async () => {
      await this.attach(session);
      await this.#parts.replaced();
    });
  }
}
