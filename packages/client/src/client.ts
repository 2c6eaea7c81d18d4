import { accept, refuse, type Instant, type Result } from "@parley/base";
import { randomBytes } from "@parley/crypto";
import { epochOf } from "@parley/protocol";
import type { Session, SessionEvent } from "@parley/session";
import { Actions } from "./actions.ts";
import { retryAll } from "./backoff.ts";
import { checkActDraft } from "./check-draft.ts";
import type { Core } from "./core.ts";
import { Delivery } from "./deliver.ts";
import { afterLog } from "./after-log.ts";
import { DeviceSigning } from "./device-signing.ts";
import { DirectoryActions } from "./directory-actions.ts";
import { DirectoryWatch } from "./directory-watch.ts";
import { Gaps } from "./gaps.ts";
import { Line } from "./line.ts";
import { openCore, type OpenRefusal } from "./open-core.ts";
import { Openings } from "./openings.ts";
import type { ClientParts } from "./parts.ts";
import { pinRooms } from "./pin-rooms.ts";
import type { Client } from "./port.ts";
import { Reception } from "./reception.ts";
import { Rooms } from "./rooms.ts";
import { onSessionEvent } from "./session-events.ts";
import { SessionKeeper } from "./session-keeper.ts";
import { nextChange, snapshotOf } from "./snapshot-of.ts";
import type { ClientSnapshot } from "./snapshot.ts";
import { TrustSettling } from "./trust.ts";

/** How long after a refused write it is tried again, in ms. */
const DISK_AGAIN = 5_000;
/** How soon what the clock changes is seen after a sleep or a step of the clock, in ms. */
const CLOCK_LOOK = 10_000;

/** Opens the client of a profile. What comes after is announced by `subscribe`. */
export async function openClient(parts: ClientParts): Promise<Result<Client, OpenRefusal>> {
  const opened = await openCore(parts, "poc");
  if (!opened.ok) return refuse(opened.refusal);
  const { core, session } = opened.value;
  const client = new OpenClient(core);
  await client.begin(session);
  return accept(client);
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
  readonly #reception: Reception;
  readonly #gaps: Gaps;
  readonly #line: Line;
  readonly #office: DirectoryActions;
  readonly #devices: DeviceSigning;
  readonly #keeper: SessionKeeper;
  /** A look at all channels waits for its turn. */
  #looks = false;
  #shown: { readonly version: number; readonly snapshot: ClientSnapshot } | null = null;

  constructor(core: Core) {
    this.#core = core;
    this.#actions = new Actions(core);
    const pump = (): void => void this.#run(() => this.#delivery.pump());
    this.#rooms = new Rooms(core, pump);
    this.#reception = new Reception(core, () => {
      if (core.session !== null) void this.#keeper.replace(core.session);
    });
    this.#keeper = new SessionKeeper(core, {
      event: (event) => this.#onEvent(event),
      prepare: () => {
        this.#reception.begin();
        return pinRooms(core, pump);
      },
      replaced: () => this.#afterStart(),
    });
    this.#delivery = new Delivery(
      core,
      () => void this.#rooms.settle(),
      (session) => void this.#keeper.replace(session),
    );
    this.#openings = new Openings(core, () => this.#afterActs());
    this.#gaps = new Gaps(core, () => this.#delivery.pump());
    this.#trust = new TrustSettling(core, () => void this.#run(() => this.#delivery.pump()));
    this.#directory = new DirectoryWatch(core, () => this.#afterLog());
    this.#line = new Line(
      core,
      {
        offer: async (text) => void (await this.#directory.offer(text)),
        changed: () => this.#afterReport(),
      },
      () => this.#delivery.pump(),
    );
    this.#office = new DirectoryActions(core, this.#line);
    this.#devices = new DeviceSigning(core);
  }

  async begin(session: Session): Promise<void> {
    const core = this.#core;
    core.onDiskRefused = () => {
      core.timers.set("disk", DISK_AGAIN, () => void core.queue.run(() => this.#afterDisk()));
      // The machine writes on the same disk, and does not say what it could not write: it rests until there is room.
      if (core.session !== null) void this.#keeper.replace(core.session);
    };
    await core.queue.run(async () => {
      await this.#reception.judgeAll();
      await this.#keeper.attach(session);
      await this.#afterStart();
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
    else this.#lookAtClock(next);
    return snapshot;
  }

  /** Timers stand still while a machine sleeps, and a clock can be set: it is looked at again and again until then. */
  #lookAtClock(next: Instant): void {
    const core = this.#core;
    core.timers.set("view", Math.min(next - core.now(), CLOCK_LOOK), () => {
      if (core.now() >= next) core.touch();
      else this.#lookAtClock(next);
    });
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

  coSign: Client["coSign"] = (hash) => this.#runAndSend(() => this.#office.coSign(hash));
  declineToSign: Client["declineToSign"] = (hash) =>
    this.#runAndSend(() => this.#office.declineToSign(hash));
  reportDevice: Client["reportDevice"] = (rec, key, why) =>
    this.#run(async () => {
      const done = this.#devices.isNamed(rec, key)
        ? await this.#devices.remove(rec, key, this.#devices.namedIn(rec, key))
        : await this.#office.reportDevice(rec, key, why);
      await this.#afterReport();
      return done;
    });
  confirmRecord: Client["confirmRecord"] = () =>
    this.#runAndSend(() => this.#office.confirmRecord());
  proposeCard: Client["proposeCard"] = (card) =>
    this.#runAndSend(() => this.#office.proposeCard(card));
  wish: Client["wish"] = (kind, text) => this.#runAndSend(() => this.#office.wish(kind, text));
  goOnWithDirectory: Client["goOnWithDirectory"] = (con) =>
    this.#runAndSend(() => this.#office.goOnWithDirectory(con));
  signForDevice: Client["signForDevice"] = (request, channels) =>
    this.#runAndSend(() => this.#devices.sign(request, channels));
  removeSignedDevice: Client["removeSignedDevice"] = (rec, key, channels) =>
    this.#runAndSend(() => this.#devices.remove(rec, key, channels));

  acceptCopy(): Promise<void> {
    return this.#run(async () => {
      const core = this.#core;
      const profile = { ...core.state.profile, copyAccepted: core.state.seq };
      if (!(await core.commit({ profile }))) return;
      core.epoch = epochOf(randomBytes(8));
      this.#reception.checkCopy();
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
    this.#line.askNow();
    void core.queue.run(() => this.#afterDisk());
  }

  async close(): Promise<void> {
    await this.#end();
    await this.#core.session?.close();
    await this.#core.parts.store.close();
  }

  async signOut(): Promise<void> {
    await this.#end();
    const session = await this.#keeper.last();
    await session?.signOut();
    await this.#core.parts.store.erase();
  }

  /** Nothing begins any more; what was being written is. */
  async #end(): Promise<void> {
    const core = this.#core;
    core.closed = true;
    core.timers.end();
    this.#directory.stop();
    this.#keeper.detach();
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

  #onEvent(event: SessionEvent): void {
    onSessionEvent(this.#core, event, {
      reception: this.#reception,
      trust: this.#trust,
      arrived: () => this.#afterActs(),
      connected: () => {
        void this.#directory.read();
        this.#line.askNow();
      },
      lookAtAll: () => this.#lookAtAll(),
      invited: () => {
        void this.#rooms.settle();
        void this.#line.advance();
      },
    });
  }

  /** A session has started. Inside the queue, as all that follow. */
  async #afterStart(): Promise<void> {
    void this.#trust.settle();
    await this.#afterActs();
  }

  /** A device counts no more from now on. */
  async #afterReport(): Promise<void> {
    void this.#trust.settle();
    await this.#afterActs();
  }

  /** A longer log: whatever waited for it is looked at anew. */
  async #afterLog(): Promise<void> {
    await this.#core.commit(afterLog(this.#core.state));
    await this.#reception.judgeAll();
    void this.#trust.settle();
    await this.#afterActs();
  }

  /** The disk may take something again: what waited for it goes on. */
  async #afterDisk(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    // A write that changes nothing finds out.
    if (core.diskAlarm !== null && !(await core.commit({ profile: core.state.profile }))) return;
    await this.#reception.drain();
    await this.#reception.judgeAll();
    await this.#afterActs();
  }

  /** Once for all that is announced until its turn comes: a first sync announces the members of every room. */
  #lookAtAll(): void {
    if (this.#looks) return;
    this.#looks = true;
    void this.#core.queue.run(() => {
      this.#looks = false;
      return this.#afterActs();
    });
  }

  /** Effects of whatever may have changed in the channels. */
  async #afterActs(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    this.#directory.readWhileBehind();
    await this.#line.work();
    void this.#line.advance();
    void this.#openings.advance();
    void this.#rooms.settle();
    this.#gaps.look();
    this.#trust.look();
    await this.#delivery.pump();
    core.touch();
  }
}
