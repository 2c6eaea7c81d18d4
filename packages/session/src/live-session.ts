import type { EventId, Result, RoomId, UserId } from "@parley/base";
import { ClientEvent, type MatrixClient } from "matrix-js-sdk/lib/client.js";
import type { CryptoBackend } from "matrix-js-sdk/lib/common-crypto/CryptoBackend.js";
import { CryptoEvent, type OwnDeviceKeys } from "matrix-js-sdk/lib/crypto-api/index.js";
import { HttpApiEvent, Method } from "matrix-js-sdk/lib/http-api/index.js";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event.js";
import { RoomStateEvent } from "matrix-js-sdk/lib/models/room-state.js";
import { SyncState, type ISyncStateData } from "matrix-js-sdk/lib/sync.js";
import { Announcer } from "./announcer.ts";
import { DeviceTrustKeeper, type Listing } from "./device-trust.ts";
import { placeGate } from "./gate-hook.ts";
import { GateKeeper } from "./gate-keeper.ts";
import type { FetchWatch, HomeserverFetch } from "./homeserver-fetch.ts";
import { Intake } from "./intake.ts";
import { LinkState } from "./link.ts";
import type { PayloadContent } from "./padding.ts";
import { placePins } from "./pinned-room.ts";
import type {
  DeviceTrust,
  Gate,
  Invitation,
  Link,
  MachineDevice,
  Member,
  RequestRefusal,
  RoomSettings,
  SendRefusal,
  Session,
  SessionEvent,
  SessionOptions,
} from "./port.ts";
import { tellLostSyncs } from "./lost-sync.ts";
import { invitationOf, membersOf, settingsOf } from "./room-state.ts";
import { Rooms } from "./rooms.ts";
import { sendPayload } from "./send.ts";
import { startSdk } from "./start-sdk.ts";
import type { Json, SplitSync } from "./sync-split.ts";

/** What `openSession` has made ready. */
export interface SessionParts {
  readonly options: SessionOptions;
  readonly client: MatrixClient;
  readonly crypto: CryptoBackend;
  readonly way: HomeserverFetch;
  readonly keys: OwnDeviceKeys;
  /** Gives the crypto store free for the next session. */
  readonly release: () => void;
}

/** Longest that closing waits for work of the machine, in ms; a machine that hangs never ends it. */
const LAST_WORK = 2_000;

/** Longest that signing out waits for the homeserver, in ms. */
const LAST_REQUEST = 5_000;

/** One running SDK client behind the port; ties the parts together and holds no rule itself. */
export class LiveSession implements Session, FetchWatch {
  readonly user: UserId;
  readonly device: MachineDevice;
  private readonly parts: SessionParts;
  private readonly client: MatrixClient;
  private readonly announcer = new Announcer();
  private readonly intake: Intake;
  private readonly linkState: LinkState;
  private readonly keeper: DeviceTrustKeeper;
  private readonly plain: Rooms;
  private readonly pins = new Map<RoomId, RoomSettings>();
  private readonly gate: GateKeeper;
  private incoming: SplitSync | null = null;
  private readonly changedRooms = new Set<RoomId>();
  /** Rooms whose first sync is through; before, the SDK holds their state in part. */
  private readonly wholeRooms = new Set<RoomId>();
  private invitationsChanged = false;
  private starting: Promise<void> | null = null;
  private closing: Promise<void> | null = null;

  constructor(parts: SessionParts) {
    this.parts = parts;
    const { client, crypto, keys } = parts;
    const { credentials, seen, known = () => false } = parts.options;
    this.client = client;
    this.user = credentials.user;
    this.device = { id: credentials.device, ed25519: keys.ed25519, curve25519: keys.curve25519 };
    this.plain = new Rooms(client);
    this.intake = new Intake({
      client,
      own: this.user,
      seen,
      known,
      say: (arrival) => this.announcer.say({ kind: "arrival", arrival }),
    });
    this.linkState = new LinkState({
      say: (link) => this.announcer.say({ kind: "link", link }),
      ask: () => void client.retryImmediately(),
      now: () => Date.now(),
    });
    this.keeper = new DeviceTrustKeeper({
      crypto,
      own: { user: this.user, device: this.device.id },
      known: () => client.getRooms().flatMap((room) => membersOf(room).map((one) => one.user)),
    });
    this.gate = new GateKeeper(this.keeper);
    placeGate(client, this.gate.membersToServe);
    placePins(client, this.pins);
    tellLostSyncs(crypto, parts.options.storePrefix, () => this.announcer.say({ kind: "wedged" }));
    this.listen();
  }

  start(): Promise<void> {
    if (this.closing === null) this.starting ??= startSdk(this.client, this.user);
    // What comes of it is said by events: the homeserver may be away for long.
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  async signOut(): Promise<void> {
    const { client } = this;
    const logout = client.http.authedRequest(Method.Post, "/logout", {}, {});
    await atMost(
      LAST_REQUEST,
      logout.catch(() => undefined),
    );
    await this.close();
    // A machine that hangs keeps its store open; the deletion is then carried out when the page or process ends.
    const cryptoDatabasePrefix = this.parts.options.storePrefix;
    await atMost(LAST_WORK, client.clearStores({ cryptoDatabasePrefix }));
  }

  onEvent(listener: (event: SessionEvent) => void): () => void {
    return this.announcer.onEvent(listener);
  }

  link(): Link {
    return this.linkState.current();
  }

  retryNow(): void {
    this.linkState.retryNow();
  }

  rooms(): readonly RoomId[] {
    const joined = this.client.getRooms().filter((room) => room.getMyMembership() === "join");
    return joined.map((room) => room.roomId as RoomId);
  }

  members(room: RoomId): readonly Member[] {
    const found = this.client.getRoom(room);
    return found === null ? [] : membersOf(found);
  }

  invitations(): readonly Invitation[] {
    return this.client.getRooms().flatMap((room) => invitationOf(room, this.user) ?? []);
  }

  settings(room: RoomId): RoomSettings | null {
    const found = this.wholeRooms.has(room) ? this.client.getRoom(room) : null;
    return found === null ? null : settingsOf(found);
  }

  pin(room: RoomId, settings: RoomSettings): void {
    this.pins.set(room, settings);
  }

  createRoom(): Promise<
    Result<{ readonly room: RoomId; readonly settings: RoomSettings }, RequestRefusal>
  > {
    return this.plain.create();
  }

  invite(room: RoomId, user: UserId): Promise<Result<void, RequestRefusal>> {
    return this.plain.invite(room, user);
  }

  join(room: RoomId): Promise<Result<void, RequestRefusal>> {
    return this.plain.join(room);
  }

  leave(room: RoomId): Promise<Result<void, RequestRefusal>> {
    return this.plain.leave(room);
  }

  trust(listed: readonly Listing[]): Promise<readonly DeviceTrust[]> {
    return this.keeper.trust(listed);
  }

  unlistedDevices(user: UserId): number {
    return this.keeper.unlisted(user);
  }

  setGate(gate: Gate): void {
    this.gate.set(gate);
  }

  async discardRoomKey(room: RoomId): Promise<void> {
    await this.parts.crypto.forceDiscardSession(room);
  }

  send(
    room: RoomId,
    type: string,
    content: PayloadContent,
    txn: string,
  ): Promise<Result<EventId, SendRefusal>> {
    const { client, crypto, way } = this.parts;
    const sayWedged = (): void => this.announcer.say({ kind: "wedged" });
    return sendPayload({ client, crypto, way, sayWedged }, room, type, content, txn);
  }

  /** A request had no reply. */
  failed(): void {
    this.linkState.lost();
  }

  /** A sync answer is on its way through the SDK; its events wait until the SDK has taken up the keys in it. */
  synced(answer: SplitSync): void {
    this.incoming = answer;
  }

  devices(answer: Json): Json {
    return this.keeper.answers.read(answer);
  }

  private listen(): void {
    const { client } = this;
    client.on(ClientEvent.Sync, (state, _before, data) => this.onSync(state, data));
    client.on(RoomStateEvent.Events, (event) => this.onState(event));
    client.on(HttpApiEvent.SessionLoggedOut, () => this.linkState.signedOut());
    const devices = (): void => this.announcer.say({ kind: "devices" });
    client.on(CryptoEvent.DevicesUpdated, devices);
    client.on(CryptoEvent.UserTrustStatusChanged, devices);
    client.on(CryptoEvent.KeysChanged, devices);
  }

  private onState(event: MatrixEvent): void {
    const room = event.getRoomId();
    if (room !== undefined) this.changedRooms.add(room as RoomId);
    if (event.getType() === "m.room.member" && event.getStateKey() === this.user) {
      this.invitationsChanged = true;
    }
  }

  private onSync(state: SyncState, data: ISyncStateData | undefined): void {
    if (state !== SyncState.Prepared && state !== SyncState.Syncing) return;
    this.linkState.found();
    const rooms = [...this.changedRooms];
    this.changedRooms.clear();
    for (const room of rooms) this.wholeRooms.add(room);
    for (const room of rooms) this.announcer.say({ kind: "members", room });
    if (this.invitationsChanged) {
      this.invitationsChanged = false;
      this.announcer.say({ kind: "invitations" });
    }
    const { incoming } = this;
    if (state === SyncState.Prepared) this.announcer.say({ kind: "devices" });
    if (incoming === null || incoming.token !== data?.nextSyncToken) return;
    this.incoming = null;
    this.intake.take(incoming.batches);
  }

  private async end(): Promise<void> {
    const { client, way, release } = this.parts;
    this.linkState.close();
    way.close();
    this.announcer.close();
    try {
      await atMost(LAST_WORK, Promise.allSettled([this.starting, this.intake.close()]));
      // Requests that were cut off have set the SDK's timers once more by now; stopping clears them.
      await new Promise((resolve) => setTimeout(resolve, 0));
      client.stopClient();
    } finally {
      client.removeAllListeners();
      release();
    }
  }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
