import { accept, refuse, type Result, type RoomId } from "@parley/base";
import { randomBytes, ready } from "@parley/crypto";
import { epochOf } from "@parley/protocol";
import type { Arrival, Session, SessionEvent, SessionOptions } from "@parley/session";
import type { StoreRefusal } from "@parley/storage";
import { Actions } from "./actions.ts";
import { retryAll } from "./backoff.ts";
import { ownBytes } from "./bytes.ts";
import { checkActDraft } from "./check-draft.ts";
import { Core } from "./core.ts";
import { Delivery } from "./deliver.ts";
import { DirectoryWatch } from "./directory-watch.ts";
import { answerGate } from "./gate.ts";
import { takeIn } from "./inbox.ts";
import { judgeRoom } from "./judge-room.ts";
import { within } from "./limit.ts";
import { Openings } from "./openings.ts";
import type { ClientParts } from "./parts.ts";
import type { Client } from "./port.ts";
import { hasRestoredCopy } from "./restored-copy.ts";
import { Rooms } from "./rooms.ts";
import { nextChange, snapshotOf } from "./snapshot-of.ts";
import type { ClientSnapshot } from "./snapshot.ts";
import { State } from "./state.ts";
import { TrustSettling } from "./trust.ts";
import { missingIn, ONCE_PER, wantRow } from "./wants.ts";

export type OpenRefusal =
  | { readonly reason: "no-profile" }
  | { readonly reason: "store"; readonly refusal: StoreRefusal }
  /** The profile was made under another trust root than this build or exercise has. */
  | { readonly reason: "other-root" };

/** How long after a refused write it is tried again, in ms. */
const DISK_AGAIN = 5_000;
/** How long a session that no longer answers may take to close, in ms. */
const CLOSE_WITHIN = 5_000;
/** How long after a session could not be opened again it is tried once more, in ms. */
const OPEN_AGAIN = 3_000;
/** Acts often come out of order: so long after a gap is seen it is asked for, in ms. */
const WANT_AFTER = 2_000;

/** Opens the client of a profile. What comes after is announced by `subscribe`. */
export async function openClient(parts: ClientParts): Promise<Result<Client, OpenRefusal>> {
  await ready();
  const loaded = await parts.store.load();
  if (!loaded.ok) return refuse({ reason: "store", refusal: loaded.refusal });
  const state = State.of(loaded.value);
  if (!state.ok) return refuse({ reason: "store", refusal: state.refusal });
  if (state.value === null) return refuse({ reason: "no-profile" });
  if (state.value.profile.root !== parts.root) return refuse({ reason: "other-root" });
  const session = await parts.sessions.open(sessionOptions(parts, state.value));
  const core = new Core(parts, state.value, session.device, epochOf(randomBytes(8)));
  const client = new OpenClient(core);
  await client.begin(session);
  return accept(client);
}

function sessionOptions(parts: ClientParts, state: State): SessionOptions {
  const { homeserver, user, device, accessToken, storageKey } = state.profile;
  return {
    credentials: { homeserver, user, device: device as Session["device"]["id"], accessToken },
    storageKey: ownBytes(storageKey),
    storePrefix: parts.storePrefix,
    seen: (room, event) => Promise.resolve(state.mayEndAt(room, event, parts.clock.now())),
  };
}

/** Wires the parts: events become changes, changes are written, effects follow. */
class OpenClient implements Client {
  readonly #core: Core;
  readonly #actions: Actions;
  readonly #delivery: Delivery;
  readonly #openings: Openings;
  readonly #rooms: Rooms;
  readonly #trust: TrustSettling;
  readonly #directory: DirectoryWatch;
  /** Came out of the session and is not written yet. */
  readonly #arrivals: Arrival[] = [];
  #detach: () => void = () => undefined;
  #shown: { readonly version: number; readonly snapshot: ClientSnapshot } | null = null;

  constructor(core: Core) {
    this.#core = core;
    this.#actions = new Actions(core);
    this.#delivery = new Delivery(
      core,
      () => void this.#rooms.settle(),
      (session) => void this.#reopen(session),
    );
    this.#openings = new Openings(core, () => this.#afterActs());
    this.#rooms = new Rooms(core);
    this.#trust = new TrustSettling(core, () => void this.#pumpSoon());
    this.#directory = new DirectoryWatch(core, () => this.#afterLog());
  }

  async begin(session: Session): Promise<void> {
    const core = this.#core;
    core.onDiskRefused = () =>
      core.timers.set("disk", DISK_AGAIN, () => void core.queue.run(() => this.#afterDisk()));
    await core.queue.run(async () => {
      this.#checkCopy();
      for (const room of core.state.rooms.keys()) await this.#judge(room);
      await this.#attach(session);
      await this.#afterActs();
    });
    this.#directory.start();
  }

  snapshot(): ClientSnapshot {
    const core = this.#core;
    if (this.#shown?.version === core.version) return this.#shown.snapshot;
    const { version } = core;
    const snapshot = snapshotOf(core);
    this.#shown = { version, snapshot };
    const next = core.closed ? null : nextChange(core);
    if (next === null) core.timers.cancel("view");
    else core.timers.set("view", next - core.now(), () => core.touch());
    return snapshot;
  }

  subscribe(listener: () => void): () => void {
    return this.#core.subscribe(listener);
  }

  saveDraft: Client["saveDraft"] = (draft) => this.#run(() => this.#actions.saveDraft(draft));
  discardDraft: Client["discardDraft"] = (id) => this.#run(() => this.#actions.discardDraft(id));
  checkDraft: Client["checkDraft"] = (draft) => checkActDraft(this.#core, draft).problems;
  sendNote: Client["sendNote"] = (channel, text) =>
    this.#runAndSend(() => this.#actions.sendNote(channel, text));
  takeBack: Client["takeBack"] = (id) => this.#runAndSend(() => this.#actions.takeBack(id));
  markRead: Client["markRead"] = (channel) => this.#run(() => this.#actions.markRead(channel));
  signAndSend: Client["signAndSend"] = (draft) =>
    this.#runAndSend(() => this.#actions.signAndSend(draft));
  acknowledge: Client["acknowledge"] = (channel, re) =>
    this.#runAndSend(() => this.#actions.acknowledge(channel, re));
  changeRoster: Client["changeRoster"] = (channel, op, rec) =>
    this.#runAndSend(() => this.#actions.changeRoster(channel, op, rec));

  acceptCopy(): Promise<void> {
    return this.#run(async () => {
      const core = this.#core;
      const profile = { ...core.state.profile, copyAccepted: core.state.seq };
      if (!(await core.commit({ profile }))) return;
      core.epoch = epochOf(randomBytes(8));
      this.#checkCopy();
      await this.#afterActs();
    });
  }

  retryNow(): void {
    const core = this.#core;
    if (core.closed) return;
    core.session?.retryNow();
    retryAll(core);
    void this.#directory.read();
    void this.#directory.ask();
    void core.queue.run(() => this.#afterDisk());
  }

  async close(): Promise<void> {
    await this.#end();
    await this.#core.session?.close();
    await this.#core.parts.store.close();
  }

  async signOut(): Promise<void> {
    await this.#end();
    await this.#core.session?.signOut();
    await this.#core.parts.store.erase();
  }

  /** Nothing begins any more; what was being written is. */
  async #end(): Promise<void> {
    const core = this.#core;
    core.closed = true;
    core.timers.cancelAll();
    this.#directory.stop();
    this.#detach();
    await core.queue.run(() => Promise.resolve());
    core.touch();
  }

  #run<T>(work: () => Promise<T>): Promise<T> {
    return this.#core.queue.run(work);
  }

  #runAndSend<T>(work: () => Promise<T>): Promise<T> {
    return this.#run(async () => {
      const done = await work();
      await this.#afterActs();
      return done;
    });
  }

  #pumpSoon(): Promise<void> {
    return this.#core.queue.run(() => this.#delivery.pump());
  }

  async #attach(session: Session): Promise<void> {
    const core = this.#core;
    core.session = session;
    core.device = session.device;
    core.link = session.link();
    session.setGate((room, members) => answerGate(core, room, members));
    await this.#rooms.pinAll();
    this.#detach = session.onEvent((event) => this.#onEvent(session, event));
    // It ends when the first sync is there, or not at all while the homeserver is away; the link says which.
    session.start().catch(() => {
      core.timers.set("reopen", OPEN_AGAIN, () => void this.#reopen(session));
    });
    void this.#trust.settle();
  }

  #onEvent(session: Session, event: SessionEvent): void {
    const core = this.#core;
    if (core.closed || core.session !== session) return;
    switch (event.kind) {
      case "arrival":
        this.#arrivals.push(event.arrival);
        void core.queue.run(() => this.#drain());
        return;
      case "link":
        core.link = event.link;
        core.touch();
        if (event.link.state !== "connected") return;
        retryAll(core);
        void this.#directory.read();
        void this.#trust.settle();
        void core.queue.run(() => this.#afterActs());
        return;
      case "members":
        core.touch();
        void this.#trust.settle();
        void core.queue.run(() => this.#afterActs());
        return;
      case "invitations":
        void this.#rooms.settle();
        return;
      case "devices":
        void this.#trust.settle();
        return;
      case "wedged":
        void this.#reopen(session);
    }
  }

  /** Writes what arrived, in order; what cannot be written waits for the disk. */
  async #drain(): Promise<void> {
    const core = this.#core;
    const touched = new Set<RoomId>();
    for (let arrival = this.#arrivals[0]; arrival !== undefined; arrival = this.#arrivals[0]) {
      if (core.closed) return;
      const change = takeIn(core, arrival);
      if (change !== null && !(await core.commit(change))) break;
      this.#arrivals.shift();
      if (change !== null) touched.add(arrival.room);
    }
    for (const room of touched) await this.#judge(room);
    if (touched.size > 0) await this.#afterActs();
  }

  /** Gives verdicts in a room, and writes them with the acts and grades that follow. */
  async #judge(room: RoomId): Promise<void> {
    const core = this.#core;
    const judged = judgeRoom(core.state, room, {
      now: core.now(),
      reader: core.office?.id ?? null,
      wants: core.wants,
      inFlight: core.isInFlight,
    });
    if (judged.change !== null && !(await core.commit(judged.change))) return;
    const { n } = core.state.log.head;
    if (judged.behind) core.behindRooms.add(room);
    else core.behindRooms.delete(room);
    if (judged.forked)
      core.splitAlarm = { kind: "directory-refused", reason: "split-view", n, at: core.now() };
    this.#checkCopy();
  }

  #checkCopy(): void {
    const core = this.#core;
    if (!hasRestoredCopy(core.state)) core.copyAlarm = null;
    else core.copyAlarm ??= { kind: "restored-copy", at: core.now() };
  }

  /** A longer log: whatever waited for it is looked at anew. */
  async #afterLog(): Promise<void> {
    for (const room of this.#core.state.rooms.keys()) await this.#judge(room);
    void this.#trust.settle();
    await this.#afterActs();
  }

  /** Effects of whatever may have changed in the channels. Inside the queue. */
  async #afterActs(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    this.#directory.readWhileBehind();
    void this.#openings.advance();
    void this.#rooms.settle();
    this.#askForMissing();
    await this.#delivery.pump();
    core.touch();
  }

  /** ACT-3: a gap that does not close by itself is asked for, again and again while it is there. */
  #askForMissing(): void {
    const core = this.#core;
    for (const channel of core.state.channels.values()) {
      const name = `want ${channel.room}`;
      if (missingIn(core.state, channel).length === 0) core.timers.cancel(name);
      else if (!core.timers.has(name)) this.#askLater(name, WANT_AFTER);
    }
  }

  #askLater(name: string, ms: number): void {
    const core = this.#core;
    core.timers.set(name, ms, () => {
      void core.queue.run(async () => {
        if (core.closed) return;
        for (const channel of core.state.channels.values()) {
          if (name !== `want ${channel.room}` || missingIn(core.state, channel).length === 0)
            continue;
          const row = wantRow(core.state, channel, core.wants, core.now());
          if (row !== null) await core.commit({ outbox: [row] });
          this.#askLater(name, ONCE_PER);
        }
        await this.#delivery.pump();
      });
    });
  }

  /** The disk may take something again: what waited for it goes on. Inside the queue. */
  async #afterDisk(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    // A write that changes nothing finds out.
    if (core.diskAlarm !== null && !(await core.commit({ profile: core.state.profile }))) return;
    await this.#drain();
    for (const room of core.state.rooms.keys()) await this.#judge(room);
    await this.#afterActs();
  }

  /** The crypto machine hangs: the session is closed and opened again on its store, and sending goes on. */
  async #reopen(dead: Session): Promise<void> {
    const core = this.#core;
    if (core.closed || core.session !== dead) return;
    core.session = null;
    core.trust = [];
    core.link = { state: "connecting" };
    this.#detach();
    core.touch();
    await within(core.timers, CLOSE_WITHIN, dead.close());
    if (core.closed) return;
    await this.#openAgain();
  }

  async #openAgain(): Promise<void> {
    const core = this.#core;
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
      await this.#attach(session);
      await this.#afterActs();
    });
  }
}
