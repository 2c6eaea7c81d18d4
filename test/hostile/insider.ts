import type { EventId, RecordId, RoomId, StateCode, UserId } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair } from "@parley/crypto";
import { makeListingRequest } from "@parley/directory";
import type { Account } from "@parley/homeserver";
import type { Act, Content } from "@parley/protocol";
import type { Gate } from "@parley/session";
import {
  actBy,
  bytesBy,
  openingBy,
  signed,
  token,
  type Carried,
  type Place,
  type Signer,
} from "../../packages/client/test/forged-act.ts";
import type { ExerciseDirectory } from "../harness/exercise-directory.ts";
import { newDevice, type Device } from "../session/device.ts";
import type { Stage } from "./stage.ts";

type Keys = Pick<Signer, "publicKey" | "secretKey">;

/** A listed office without a client: its device, on the real homeserver, signs and sends whatever it is told. */
export class Insider {
  static #made = 0;
  readonly rec: RecordId;
  readonly state: StateCode;
  readonly device: Device;
  readonly account: Account;
  readonly #keys: Keys;
  readonly #directory: ExerciseDirectory;
  readonly #stage: Stage;
  #sent = 0;

  private constructor(
    stage: Stage,
    state: string,
    { device, account }: Pick<Insider, "device" | "account">,
    keys: Keys,
  ) {
    this.account = account;
    this.rec = `${state.toLowerCase()}-insider-${++Insider.#made}` as RecordId;
    this.state = state as StateCode;
    this.device = device;
    this.#keys = keys;
    this.#directory = stage.directory;
    this.#stage = stage;
  }

  /**
   * Signed in, with keys of the test's making, and listed.
   *
   * @param baseUrl of a line of its own, where something is to be put into it.
   */
  static async listed(stage: Stage, state: string, baseUrl?: string): Promise<Insider> {
    const account = await stage.server.createAccount();
    const device = await newDevice(baseUrl ?? stage.server.baseUrl, account);
    stage.after(() => device.session.close());
    const insider = new Insider(stage, state, { device, account }, makeSignKeyPair());
    stage.directory.keep(insider.#keys);
    stage.directory.admit(insider.request(), insider.rec, insider.state);
    return insider;
  }

  get user(): UserId {
    return this.device.session.user;
  }

  /** Signs for this office under the newest head of the directory. */
  get signer(): Signer {
    const { rec, state } = this;
    return { rec, state, ...this.#keys, head: this.#directory.log.head };
  }

  /** What its device would ask to be listed with. */
  request(): string {
    const { user, device } = this.device.session;
    const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
    const keys = { act: url(this.#keys.publicKey), seal: url(makeSealKeyPair().publicKey) };
    return makeListingRequest({ user, device: { ...device, ...keys } }, this.#keys.secretKey);
  }

  /** Takes the invitation to a room, and knows the devices of all who are listed. */
  async joins(room: RoomId): Promise<void> {
    const { session } = this.device;
    const until = this.#stage.until.bind(this.#stage);
    await until("its invitation", () => session.invitations().some((one) => one.room === room));
    const settings = { version: "12", ...ROOM };
    session.pin(room, settings);
    await session.join(room);
    await until("its room", () => session.rooms().includes(room));
  }

  /** A room of its own with the settings that every room has, and invitations to it. */
  async makesRoom(...guests: readonly UserId[]): Promise<RoomId> {
    const { session } = this.device;
    const made = await session.createRoom();
    if (!made.ok) throw new Error(`no room: ${JSON.stringify(made.refusal)}`);
    const { room, settings } = made.value;
    session.pin(room, settings);
    await this.#stage.until("the room", () => session.settings(room) !== null);
    for (const guest of guests) await session.invite(room, guest);
    return room;
  }

  /** Its machine trusts whoever is listed, so that it can send to these accounts. */
  async knows(...users: readonly UserId[]): Promise<void> {
    const listed = this.#directory.log
      .records()
      .flatMap(({ user, devices }) => devices.map((device) => ({ user, device })));
    await this.#stage.until("trust", async () => {
      const trust = await this.device.session.trust(listed);
      return users.every((user) =>
        trust.some((one) => one.user === user && one.state === "trusted"),
      );
    });
  }

  /** Puts any payload into a room; `to` names the accounts that get its key, all members if absent. */
  async puts(
    room: RoomId,
    type: string,
    content: { readonly [name: string]: unknown },
    to?: readonly UserId[],
  ): Promise<EventId> {
    const { session } = this.device;
    if (to !== undefined) {
      await session.discardRoomKey(room);
      session.setGate(() => ({ kind: "send", to }));
    }
    const sent = await session.send(room, type, content, `insider-${this.#sent++}`);
    if (to !== undefined) {
      await session.discardRoomKey(room);
      session.setGate(everyone);
    }
    if (!sent.ok) throw new Error(`not sent: ${JSON.stringify(sent.refusal)}`);
    return sent.value;
  }

  /** A note with members of its own choice. */
  notes(
    room: RoomId,
    body: unknown,
    change: { readonly [name: string]: unknown } = {},
  ): Promise<EventId> {
    const { n, h } = this.signer.head;
    const note = { id: token(16), msgtype: "m.text", body, dir: { n, h }, ...change };
    return this.puts(room, "m.room.message", note);
  }

  /** Puts signed bytes into a room, whoever signed them. */
  carries(
    room: RoomId,
    { bytes, sig }: Omit<Carried, "hash">,
    to?: readonly UserId[],
  ): Promise<EventId> {
    const content = { id: token(16), act: bytes, sig, body: "as carried by the insider" };
    return this.puts(room, "chat.parley.act", content, to);
  }

  /** An act that follows on an opening, signed with the key of this office whatever it says. */
  signs(place: Place, content: Content, change: Partial<Act> = {}): Carried & { act: Act } {
    return signed(this.signer, actBy(this.signer, place, content, change));
  }

  /** An act that opens a channel for these offices. */
  opens(
    room: RoomId,
    roster: readonly { readonly rec: RecordId; readonly state: StateCode }[],
    change: Partial<Act> = {},
  ): Carried & { act: Act } {
    return signed(this.signer, openingBy(this.signer, room, [...roster, this], change));
  }

  /** Any text at all, with a signature over it that holds. */
  signsBytes(bytes: string): Carried {
    return bytesBy(this.signer, bytes);
  }
}

const ROOM = {
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
} as const;

const everyone: Gate = (_, members) => ({ kind: "send", to: members.map(({ user }) => user) });
