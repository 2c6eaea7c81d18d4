import { readFileSync, writeFileSync } from "node:fs";
import { toBase64Url, type RoomId } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair } from "@parley/crypto";
import { makeListingRequest, parseRoot, readLog, type Log } from "@parley/directory";
import type { Place } from "@parley/exercise";
import { token } from "../../../packages/client/test/forged-act.ts";
import { readExerciseFile } from "../../harness/faceless.ts";
import { newDevice, until, type Device } from "../../session/device.ts";

/** A listed device without a client at the place of an office: it says whatever the attacker wants. */
export class Puppet {
  readonly device: Device;
  readonly #place: Place;
  #sent = 0;

  private constructor(device: Device, place: Place) {
    this.device = device;
    this.#place = place;
  }

  /** Signs in, and asks to be listed as a client would. */
  static async at(baseUrl: string, place: Place): Promise<Puppet> {
    const { password } = readExerciseFile(place);
    const device = await newDevice(baseUrl, { user: place.user, password });
    const act = makeSignKeyPair();
    const keys = {
      act: toBase64Url(act.publicKey),
      seal: toBase64Url(makeSealKeyPair().publicKey),
    };
    const request = { user: place.user, device: { ...device.session.device, ...keys } };
    writeFileSync(place.request, makeListingRequest(request, act.secretKey));
    return new Puppet(device, place);
  }

  /** The directory as it stands for everybody. */
  get log(): Log {
    const { root, log } = readExerciseFile(this.#place);
    const parsed = parseRoot(root);
    if (!parsed.ok) throw new Error(parsed.refusal);
    const read = readLog(parsed.value, readFileSync(log, "utf8"));
    if (!read.ok) throw new Error(read.refusal.reason);
    return read.value;
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
    const listed = this.log
      .records()
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
