import { randomBytes } from "node:crypto";
import type { DeviceId, KeyId, RecordId, StateCode, UserId } from "@parley/base";
import { makeSignKeyPair, ready, signKeyPairOf } from "@parley/crypto";
import {
  appendEntry,
  keyIdOf,
  makeRoot,
  parseListingRequest,
  parseRoot,
  readLog,
  type DirectoryRecord,
  type Log,
  type SigningKeys,
  type TrustRoot,
} from "@parley/directory";
import { cosignersFor } from "../../directory/test/cosigners.ts";
import { notification } from "./early-warning.ts";
import { FakeNetwork } from "./fake-network.ts";
import { FakeOffice, matrixKey } from "./fake-office.ts";
import { ManualClock, quiet } from "./manual-clock.ts";

/** A directory with one officer, a network, a clock, and offices on it. */
export class World {
  readonly network: FakeNetwork = new FakeNetwork();
  readonly clock: ManualClock = new ManualClock();
  readonly root: TrustRoot;
  log: Log;
  readonly #officer = signKeyPairOf(new Uint8Array(32).fill(7));
  readonly offices: FakeOffice[] = [];
  readonly #strangers = new Map<KeyId, SigningKeys>();

  private constructor() {
    const text = makeRoot({
      officers: [this.#officer.publicKey],
      k: 1,
      mode: "exercise",
      at: this.clock.now(),
    });
    const root = parseRoot(text);
    if (!root.ok) throw new Error(root.refusal);
    this.root = root.value;
    const log = readLog(this.root, "");
    if (!log.ok) throw new Error(log.refusal.reason);
    this.log = log.value;
  }

  static async make(): Promise<World> {
    await ready();
    return new World();
  }

  /** An office whose device is signed in and open, not listed yet. */
  async office(rec: string, state: string, user: string): Promise<FakeOffice> {
    const office = new FakeOffice(this, rec, state, user);
    this.offices.push(office);
    await office.signIn();
    await office.open();
    return office;
  }

  /** The officer admits what the office asks for, and the log is offered to everybody. */
  async admit(office: FakeOffice): Promise<void> {
    const request = parseListingRequest(office.request ?? "");
    if (!request.ok) throw new Error(request.refusal);
    const record: DirectoryRecord = {
      id: office.rec,
      state: office.state,
      level: office.level,
      kind: "office",
      powers: office.powers,
      holder: "p-1",
      user: request.value.user,
      devices: [request.value.device],
      release: 0,
      card: "",
      from: "2026-11-01",
      conf: "2026-11-20",
    };
    await this.append({ op: "admit", rec: record });
  }

  /** One more office in the directory, that nobody here has to do with. */
  async admitStranger(): Promise<void> {
    const n = this.log.head.n + 1;
    const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
    const keys = makeSignKeyPair();
    const act = url(keys.publicKey);
    this.#strangers.set(keyIdOf(keys.publicKey), keys);
    const id = `DEV${n}` as DeviceId;
    await this.append({
      op: "admit",
      rec: {
        id: `xs-tech-${n}` as RecordId,
        state: "XS" as StateCode,
        level: ["technical"],
        kind: "office",
        powers: ["open", "answer", "directory"],
        holder: "p-1",
        user: `@s${n}:parley.test` as UserId,
        devices: [
          { id, ed25519: matrixKey(), curve25519: matrixKey(), act, seal: url(randomBytes(32)) },
        ],
        release: 0,
        card: "",
        from: "2026-11-01",
        conf: "2026-11-20",
      },
    });
  }

  /** The Secretariat's service, of which nothing is here but its record. */
  async admitService(user: UserId): Promise<void> {
    const act = Buffer.from(makeSignKeyPair().publicKey).toString("base64url");
    const seal = randomBytes(32).toString("base64url");
    await this.append({
      op: "admit",
      rec: {
        id: "secretariat" as RecordId,
        state: "OSCE" as StateCode,
        level: ["technical"],
        kind: "service",
        powers: [],
        holder: "p-0",
        user,
        devices: [
          { id: "DESK" as DeviceId, ed25519: matrixKey(), curve25519: matrixKey(), act, seal },
        ],
        release: 0,
        card: "",
        from: "2026-11-01",
        conf: "2026-11-20",
      },
    });
  }

  async append(operation: Parameters<typeof appendEntry>[1]["operation"]): Promise<void> {
    const cosigners = cosignersFor(this.log, operation, (id) => this.#actKeys(id));
    const longer = appendEntry(
      this.log,
      { at: this.clock.now(), operation },
      [this.#officer],
      cosigners,
    );
    if (!longer.ok) throw new Error(longer.refusal.reason);
    this.log = longer.value;
    for (const office of this.offices) office.offer();
    await quiet();
  }

  /** The keys by which somebody here signs for a State; null for a key of nobody here. */
  #actKeys(id: KeyId): SigningKeys | null {
    const keys = this.offices.map((office) => office.actKeys());
    return (
      keys.find(({ publicKey }) => keyIdOf(publicKey) === id) ?? this.#strangers.get(id) ?? null
    );
  }

  async disable(office: FakeOffice): Promise<void> {
    const device = this.log.recordOf(office.rec)?.devices[0];
    if (device === undefined) throw new Error("not listed");
    const key = keyIdOf(Uint8Array.from(Buffer.from(device.act, "base64url")));
    await this.append({ op: "disable", rec: { id: office.rec, key } });
  }
}

export async function twoOffices(): Promise<{ world: World; alfa: FakeOffice; bravo: FakeOffice }> {
  const world = await World.make();
  const alfa = await world.office("xa-tech-1", "XA", "@alfa:parley.test");
  const bravo = await world.office("xb-tech-1", "XB", "@bravo:parley.test");
  await world.admit(alfa);
  await world.admit(bravo);
  return { world, alfa, bravo };
}

/** Alfa has opened a consultation with Bravo, and everything has arrived. */
export async function opened(): Promise<{ world: World; alfa: FakeOffice; bravo: FakeOffice }> {
  const all = await twoOffices();
  const sent = await all.alfa.client.signAndSend(notification([all.bravo]));
  if (!sent.ok) throw new Error(sent.refusal.reason);
  await quiet();
  await all.world.clock.advance(1_000);
  return all;
}
