import type { DeviceId, RoomId, UserId } from "@parley/base";
import type { Fate, Passing } from "../harness/hostile-proxy.ts";
import { openDevice, type Device } from "../session/device.ts";
import type { Seat, Stage } from "./stage.ts";
import { textsOf } from "./stranger.ts";

interface Json {
  readonly [key: string]: unknown;
}

/** What the machine of a device publishes. */
interface Published {
  readonly device_keys?: Json;
  readonly one_time_keys?: Readonly<Record<string, Json>>;
}

/**
 * A crypto machine under the account and the device id of somebody else, with keys of its own. What it publishes, the
 * operator shows to whom he likes; what others send to that device, he hands to this one, too.
 */
export class Double {
  readonly user: UserId;
  readonly id: DeviceId;
  readonly #stage: Stage;
  readonly #waiting: Json[] = [];
  readonly #oneTimeKeys: (readonly [string, Json])[] = [];
  #deviceKeys: Json | null = null;
  #device: Device | null = null;
  /** Requests that were looked at; each is judged before and after it was carried out. */
  readonly #copied = new WeakSet<Passing>();
  /** Rooms of its next sync. */
  #ciphertexts: Json | null = null;
  #news = 0;

  private constructor(stage: Stage, user: UserId, id: DeviceId) {
    this.#stage = stage;
    this.user = user;
    this.id = id;
  }

  /** Of the device that an office has. */
  static async of(stage: Stage, { office }: Seat): Promise<Double> {
    const line = await stage.line();
    const { user, device } = office.session;
    const double = new Double(stage, user, device.id);
    line.set((request) => double.#answer(request));
    const credentials = { homeserver: line.baseUrl, user, device: device.id, accessToken: "none" };
    const opened = await openDevice(credentials);
    double.#device = opened;
    stage.after(() => opened.session.close());
    await stage.until("its keys", () => double.#deviceKeys !== null);
    return double;
  }

  /** The key that its machine signs with. */
  get ed25519(): string {
    return (this.deviceKeys["keys"] as Record<string, string>)[`ed25519:${this.id}`] ?? "";
  }

  /** As an answer to `keys/query` shows a device, self-signed. */
  get deviceKeys(): Json {
    if (this.#deviceKeys === null) throw new Error("nothing published");
    return this.#deviceKeys;
  }

  /** One that was not given out before, as an answer to `keys/claim` shows it. */
  oneTimeKey(): Json {
    const [key] = this.#oneTimeKeys.splice(0, 1);
    if (key === undefined) throw new Error("no key is left");
    return Object.fromEntries([key]);
  }

  /**
   * Takes a copy of what an office sends straight to the other device.
   *
   * @param besides decides about the office's requests.
   */
  listensTo({ office, line }: Seat, besides: (request: Passing) => Fate = () => "pass"): void {
    const sender = office.account.user;
    line.set((request) => {
      const [, type] = /\/sendToDevice\/([^/]+)\//.exec(request.path) ?? [];
      if (type !== undefined && !this.#copied.has(request)) {
        this.#copied.add(request);
        const { messages } = JSON.parse(request.body) as { readonly messages: Json };
        const content = (messages[this.user] as Json | undefined)?.[this.id];
        if (content !== undefined) this.#waiting.push({ type, sender, content });
      }
      return besides(request);
    });
  }

  /** What it can read of a room, once it has been handed all that was sent to it and every ciphertext. */
  async reads(room: RoomId): Promise<readonly string[]> {
    const device = this.#device;
    if (device === null) throw new Error("not open");
    const events = await (await this.#stage.operator()).ciphertexts(room);
    const timeline = { events, limited: false, prev_batch: "none" };
    this.#ciphertexts = { [room]: { timeline, state: { events: [] } } };
    await this.#stage.until("every ciphertext", () => {
      const known = new Set<string>(
        [...device.arrivals(room, "payload"), ...device.arrivals(room, "unreadable")].map(
          ({ event }) => event,
        ),
      );
      return this.#waiting.length === 0 && events.every(({ event_id }) => known.has(event_id));
    });
    return textsOf(device, room);
  }

  /** Its homeserver is a piece of this test. */
  async #answer({ path, body }: Passing): Promise<Fate> {
    if (path.endsWith("/versions")) return "pass";
    const says = (reply: Json): Fate => ({ status: 200, body: JSON.stringify(reply) });
    if (path.endsWith("/keys/upload")) {
      const { device_keys, one_time_keys = {} } = JSON.parse(body) as Published;
      this.#deviceKeys ??= device_keys ?? null;
      this.#oneTimeKeys.push(...Object.entries(one_time_keys));
      return says({ one_time_key_counts: { signed_curve25519: 50 } });
    }
    if (path.endsWith("/filter")) return says({ filter_id: "0" });
    if (path.endsWith("/sync")) return says(await this.#sync());
    return says({ device_keys: {}, global: {} });
  }

  async #sync(): Promise<Json> {
    if (this.#waiting.length === 0 && this.#ciphertexts === null)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const join = this.#waiting.length > 0 ? {} : (this.#ciphertexts ?? {});
    if (this.#waiting.length === 0) this.#ciphertexts = null;
    return {
      next_batch: `news-${++this.#news}`,
      to_device: { events: this.#waiting.splice(0) },
      rooms: { join },
      device_one_time_keys_count: { signed_curve25519: 50 },
    };
  }
}
