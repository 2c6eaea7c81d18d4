import type { RoomId } from "@parley/base";
import type { Log } from "@parley/directory";
import type { Exercise, Place } from "@parley/exercise";
import { token } from "../../../packages/client/test/forged-act.ts";
import { listDevice } from "../../harness/list-device.ts";
import { ticketOf } from "../../harness/ticket-of.ts";
import { newDevice, until, type Device } from "../../session/device.ts";

/** A listed device without a client at the place of an office: it says whatever the attacker wants. */
export class Puppet {
  readonly device: Device;
  readonly #exercise: Exercise;
  #sent = 0;

  private constructor(device: Device, exercise: Exercise) {
    this.device = device;
    this.#exercise = exercise;
  }

  /** Signs in with the ticket of a place, and is listed. */
  static async at(exercise: Exercise, place: Place): Promise<Puppet> {
    const { password } = ticketOf(place);
    const { baseUrl } = exercise.homeserver;
    const device = await newDevice(baseUrl, { user: place.user, password });
    await listDevice(exercise, place, device);
    return new Puppet(device, exercise);
  }

  /** The directory as it stands for everybody. */
  get log(): Log {
    return this.#exercise.officers.log;
  }

  /** Takes the only invitation, and can write to whoever is listed there. */
  async joins(): Promise<RoomId> {
    const { session } = this.device;
    await until("an invitation", () => session.invitations().length > 0);
    const room = session.invitations()[0]?.room;
    if (room === undefined) throw new Error("no invitation");
    session.pin(room, {
      version: "12",
      algorithm: "m.megolm.v1.aes-sha2",
      historyVisibility: "invited",
      joinRule: "invite",
    });
    await session.join(room);
    await until("its room", () => session.rooms().includes(room));
    // It has no line, so that its machine knows nothing of the service.
    const listed = this.log
      .records()
      .filter(({ kind }) => kind === "office")
      .flatMap(({ user, devices }) => devices.map((device) => ({ user, device })));
    await until("trust", async () => {
      const trust = await session.trust(listed);
      return trust.every(({ user, state }) => user === session.user || state === "trusted");
    });
    return room;
  }

  /** A note, with whatever text and members. */
  async notes(
    room: RoomId,
    body: unknown,
    change: { readonly [name: string]: unknown } = {},
  ): Promise<void> {
    const { n, h } = this.log.head;
    const note = { id: token(16), msgtype: "m.text", body, dir: { n, h }, ...change };
    const sent = await this.device.session.send(room, "m.room.message", note, `n${++this.#sent}`);
    if (!sent.ok) throw new Error(`not sent: ${JSON.stringify(sent.refusal)}`);
  }
}
