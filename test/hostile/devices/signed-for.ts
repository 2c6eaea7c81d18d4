import type { DeviceView } from "@parley/client";
import { makeSealKeyPair, makeSignKeyPair, type KeyPair } from "@parley/crypto";
import { keyIdOf } from "@parley/directory";
import type { Content } from "@parley/protocol";
import { expect } from "vitest";
import {
  actBy,
  decline,
  signed,
  token,
  type Carried,
  type Signer,
} from "../../../packages/client/test/forged-act.ts";
import type { HostileProxy } from "../../harness/hostile-proxy.ts";
import type { Office } from "../../harness/office.ts";
import { newDevice, type Device } from "../../session/device.ts";
import { actOf } from "../acts/shown.ts";
import type { Attack } from "../attack.ts";
import { infiltrated, type Infiltrated } from "../infiltrated.ts";
import { handOver } from "../membership/rows.ts";
import { readsWithAll } from "../stranger.ts";
import { LISTED_SIGNS, OFFICE_IN_USE } from "./defences.ts";

/** One more device of Charlie's account, which nobody lists; its act key is its own. */
class Further {
  readonly device: Device;
  readonly line: HostileProxy;
  readonly #scene: Infiltrated;
  readonly #keys: KeyPair = makeSignKeyPair();
  #sent = 0;

  private constructor(scene: Infiltrated, device: Device, line: HostileProxy) {
    this.#scene = scene;
    this.device = device;
    this.line = line;
  }

  static async signedIn(scene: Infiltrated): Promise<Further> {
    const { stage, charlie, room, alfa, bravo } = scene;
    const line = await stage.line();
    const device = await newDevice(line.baseUrl, charlie.account);
    const { session } = device;
    stage.after(() => session.close());
    await stage.until("its room", () => session.rooms().includes(room));
    session.pin(room, { ...AS_MADE });
    const listed = stage.directory.log
      .records()
      .flatMap(({ user, devices }) => devices.map((one) => ({ user, device: one })));
    const users = [alfa, bravo].map(({ office }) => office.account.user);
    await stage.until("its machine to know the others", async () => {
      const trust = await session.trust(listed);
      return users.every((user) =>
        trust.some((one) => one.user === user && one.state === "trusted"),
      );
    });
    return new Further(scene, device, line);
  }

  get key(): string {
    return keyIdOf(this.#keys.publicKey);
  }

  get signer(): Signer {
    return { ...this.#scene.charlie.signer, ...this.#keys };
  }

  /** What an act says that names it. */
  get named(): Content {
    const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
    const { id, ed25519, curve25519 } = this.device.session.device;
    const { rec } = this.#scene.charlie;
    const own = { act: url(this.#keys.publicKey), seal: url(makeSealKeyPair().publicKey) };
    const key = keyIdOf(this.#keys.publicKey);
    return {
      kind: "device",
      fields: { op: "add", rec, key, id, ed25519, curve25519, ...own },
    };
  }

  signs(content: Content, change: Parameters<typeof actBy>[3]): Carried {
    return signed(this.signer, actBy(this.signer, this.#scene.place, content, change));
  }

  carries({ bytes, sig }: Carried): Promise<void> {
    return this.#puts("chat.parley.act", { act: bytes, sig, body: "as carried by it" });
  }

  notes(body: string): Promise<void> {
    const { n, h } = this.signer.head;
    return this.#puts("m.room.message", { msgtype: "m.text", body, dir: { n, h } });
  }

  async #puts(type: string, content: object): Promise<void> {
    const { session } = this.device;
    const txn = `further-${this.key}-${this.#sent++}`;
    const sent = await session.send(this.#scene.room, type, { id: token(16), ...content }, txn);
    if (!sent.ok) throw new Error(`not sent: ${JSON.stringify(sent.refusal)}`);
  }

  /** How an office shows it; undefined where it does not. */
  shownBy(office: Office): DeviceView | undefined {
    return office.client
      .snapshot()
      .records.flatMap(({ devices }) => devices)
      .find(({ key }) => key === this.key);
  }

  /** Texts and types of what it can read, handed every ciphertext of the room. */
  reads(): Promise<readonly string[]> {
    return readsWithAll(this.#scene.stage, this.device, this.line, this.#scene.room);
  }
}

const AS_MADE = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};

/** Charlie signs for the device, and it counts for Alfa and Bravo: it reads what Alfa says. */
async function signedFor(scene: Infiltrated, further: Further): Promise<Carried> {
  const { stage, charlie, room, place, alfa, bravo, channel } = scene;
  const act = charlie.signs(place, further.named);
  await charlie.carries(room, act);
  const offices = [alfa.office, bravo.office];
  await stage.until("both to count it", () =>
    offices.every((office) => further.shownBy(office)?.state === "signed-for"),
  );
  let said = 0;
  await stage.until("it to read", async () => {
    await handOver(stage, alfa.office, bravo.office, channel, `first ${said++}`);
    return further.device
      .arrivals(room, "payload")
      .some(({ type, sender }) => type === "m.room.message" && sender === alfa.office.account.user);
  });
  return act;
}

/** Alfa and Bravo each say something that the other reads; twice, so that whatever is to change has changed. */
async function talk({ stage, alfa, bravo, channel }: Infiltrated): Promise<void> {
  for (const time of ["once", "twice"]) {
    await handOver(stage, alfa.office, bravo.office, channel, `by Alfa, ${time}`);
    await handOver(stage, bravo.office, alfa.office, channel, `by Bravo, ${time}`);
  }
}

const SAID = ["by Alfa, once", "by Bravo, once", "by Alfa, twice", "by Bravo, twice"];

/** Devices that a colleague's act names (TRUST-2), and what they may not do. */
export const SIGNED_FOR: readonly Attack[] = [
  {
    attacker: "a device that only a device act names signs for a further one",
    rules: ["TRUST-2", "FOLD-1"],
    defence: LISTED_SIGNS,
    play: async (stage) => {
      const scene = await infiltrated(stage);
      const { alfa, bravo } = scene;
      const [first, second] = [await Further.signedIn(scene), await Further.signedIn(scene)];
      const act = await signedFor(scene, first);
      const names = first.signs(second.named, { parents: [act.hash] });
      const after = second.signs(decline("by the second"), {
        parents: [names.hash],
        re: scene.channel,
      });
      await first.carries(names);
      await second.carries(after);
      await second.notes("by the second");
      await first.notes("by the first");
      const offices = [alfa.office, bravo.office];
      for (const office of offices)
        await stage.until("what the first says", () => office.notes().includes("by the first"));
      await talk(scene);
      return [
        {
          says: "the further one reads nothing of what Alfa and Bravo say",
          holds: async () => {
            const read = await second.reads();
            expect(read.filter((one) => SAID.includes(one))).toEqual([]);
          },
        },
        {
          says: "the act that names it has no effect, nor has what it says, and it is shown nowhere",
          holds: () => {
            for (const office of offices) {
              expect(actOf(office, names.hash)).toMatchObject({ effect: "not-listed" });
              expect(actOf(office, after.hash)?.effect).not.toBe("yes");
              expect(office.notes()).not.toContain("by the second");
              expect(second.shownBy(office)).toBeUndefined();
            }
          },
        },
      ];
    },
  },
  {
    attacker:
      "a new device of an office that is suspended meanwhile goes on; that a colleague named it, Alfa has built on",
    rules: ["TRUST-2", "READ-1"],
    defence: OFFICE_IN_USE,
    play: async (stage) => {
      const scene = await infiltrated(stage);
      const { alfa, bravo, charlie, channel } = scene;
      const offices = [alfa.office, bravo.office];
      const further = await Further.signedIn(scene);
      const act = await signedFor(scene, further);
      // Alfa's act has it in its past, so that it keeps its effect (ACT-4).
      const update = { ...stage.notification(bravo.office), channel, re: channel, roster: [] };
      const vouch = await alfa.office.client.signAndSend({ ...update, id: "draft-vouching" });
      if (!vouch.ok) throw new Error(vouch.refusal.reason);
      await stage.until("Bravo to have that", () => actOf(bravo.office, vouch.value) !== undefined);
      stage.directory.disable(charlie.rec);
      const { n } = stage.directory.log.head;
      await stage.until("both to have heard of it", () =>
        offices.every((office) => office.client.snapshot().directory.n === n),
      );
      for (const { clock } of offices) clock.step(10_000);
      await further.notes("by the suspended one");
      await talk(scene);
      return [
        {
          says: "it reads nothing from then on",
          holds: async () => {
            const read = await further.reads();
            expect(read.filter((one) => SAID.includes(one))).toEqual([]);
          },
        },
        {
          says: "what it says from then on is shown nowhere, and neither is it, though its act stands",
          holds: () => {
            for (const office of offices) {
              expect(actOf(office, act.hash)).toMatchObject({ effect: "yes" });
              expect(office.notes()).not.toContain("by the suspended one");
              expect(further.shownBy(office)).toBeUndefined();
            }
          },
        },
      ];
    },
  },
];
