import type { RoomId, UserId } from "@parley/base";
import type { Account } from "@parley/homeserver";
import type { HostileProxy } from "../harness/hostile-proxy.ts";
import { OrdinaryClient } from "../harness/nio.ts";
import type { Device } from "../session/device.ts";
import type { Stage } from "./stage.ts";
import { changeSyncs, roomIn } from "./sync-reply.ts";

/** Whoever has an account and an ordinary client; its line is the operator's, who hands it whatever there is. */
export class Stranger {
  readonly client: OrdinaryClient;
  readonly #line: HostileProxy;
  readonly #stage: Stage;

  private constructor(stage: Stage, line: HostileProxy, client: OrdinaryClient) {
    this.#stage = stage;
    this.#line = line;
    this.client = client;
  }

  /** Signs in as a new device; with an account that is known to nobody if none is given. */
  static async signedIn(stage: Stage, account?: Account): Promise<Stranger> {
    const line = await stage.line();
    const of = account ?? (await stage.server.createAccount());
    const client = await OrdinaryClient.signedIn(line.baseUrl, of);
    stage.after(() => client.close());
    return new Stranger(stage, line, client);
  }

  get user(): UserId {
    return this.client.account.user;
  }

  /** What others have said in a room and it can read, once the operator has handed it every ciphertext. */
  async reads(room: RoomId): Promise<readonly string[]> {
    const all = await handAll(this.#stage, this.#line, room);
    await this.client.sync();
    this.#line.set(() => "pass");
    const { read, unreadable } = await this.client.tell();
    const known = new Set([...unreadable, ...read.map(({ event_id }) => event_id)]);
    const missing = all.filter((id) => !known.has(id));
    if (missing.length > 0) throw new Error(`the stranger was not handed ${missing.join(", ")}`);
    return read.filter(({ sender }) => sender !== this.user).map(({ type }) => type);
  }
}

/** What others have said in a room and a device of the product's own making can read, handed every ciphertext. */
export async function readsWithAll(
  stage: Stage,
  device: Device,
  line: HostileProxy,
  room: RoomId,
): Promise<readonly string[]> {
  const all = await handAll(stage, line, room);
  await stage.until("every ciphertext", () => {
    const known = new Set<string>(
      [...device.arrivals(room, "payload"), ...device.arrivals(room, "unreadable")].map(
        ({ event }) => event,
      ),
    );
    return all.every((id) => known.has(id));
  });
  line.set(() => "pass");
  return textsOf(device, room);
}

/** What a device has read of what others said: texts of notes, types of all else. */
export function textsOf(device: Device, room: RoomId): readonly string[] {
  const read = new Map(device.arrivals(room, "payload").map((one) => [one.event, one]));
  return [...read.values()].flatMap(({ sender, type, content }) => {
    if (sender === device.session.user) return [];
    const { body } = content as { readonly body?: unknown };
    return [type === "m.room.message" ? String(body) : type];
  });
}

/** Puts every ciphertext of a room into each sync reply of a line; answers their ids. */
async function handAll(stage: Stage, line: HostileProxy, room: RoomId): Promise<readonly string[]> {
  const operator = await stage.operator();
  const ciphertexts = await operator.ciphertexts(room);
  changeSyncs(line, (sync) => {
    const { timeline } = roomIn(sync, room);
    timeline.events = ciphertexts.map((event) => ({ ...event }));
    timeline.limited = false;
  });
  return ciphertexts.map(({ event_id }) => event_id);
}
