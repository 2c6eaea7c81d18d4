import { randomBytes } from "node:crypto";
import type { EventId, RoomId, UserId } from "@parley/base";
import type { Account } from "@parley/homeserver";
import type {
  Arrival,
  Credentials,
  MachineDevice,
  Session,
  SessionEvent,
  SessionOptions,
} from "@parley/session";
import { nodeSessions } from "@parley/session/node";

/** A session under test, with everything it has said. */
export interface Device {
  readonly session: Session;
  readonly options: SessionOptions;
  readonly events: readonly SessionEvent[];
  /** Arrivals of a kind in a room, oldest first. */
  arrivals<K extends Arrival["kind"]>(room: RoomId, kind: K): Extract<Arrival, { kind: K }>[];
  /** Closes it and opens its store again; without a gate where it is asked for. */
  reopen(gate?: "open" | "none"): Promise<Device>;
}

type Seen = SessionOptions["seen"];
const opened: Session[] = [];

/** Signs in as a new device, opens and starts it. Its gate serves everyone who is in. */
export async function newDevice(baseUrl: string, account: Account, seen?: Seen): Promise<Device> {
  return openDevice(await signedIn(baseUrl, account), seen);
}

export async function signedIn(baseUrl: string, account: Account): Promise<Credentials> {
  const signed = await nodeSessions().signIn(baseUrl, account.user, account.password);
  if (!signed.ok) throw new Error(`no sign-in: ${signed.refusal.reason}`);
  return signed.value;
}

export function openDevice(credentials: Credentials, seen?: Seen): Promise<Device> {
  return open({
    credentials,
    storageKey: randomBytes(32),
    storePrefix: `store-${randomBytes(8).toString("hex")}`,
    seen: seen ?? (() => Promise.resolve(false)),
  });
}

async function open(options: SessionOptions, gate: "open" | "none" = "open"): Promise<Device> {
  const session = await nodeSessions().open(options);
  opened.push(session);
  const events: SessionEvent[] = [];
  session.onEvent((event) => events.push(event));
  if (gate === "open") {
    session.setGate((_, members) => ({ kind: "send", to: members.map((member) => member.user) }));
  }
  await session.start();
  return {
    session,
    options,
    events,
    arrivals: <K extends Arrival["kind"]>(room: RoomId, kind: K) =>
      events.flatMap((event) =>
        event.kind === "arrival" && event.arrival.room === room && event.arrival.kind === kind
          ? [event.arrival as Extract<Arrival, { kind: K }>]
          : [],
      ),
    reopen: async (next) => {
      await session.close();
      return open(options, next);
    },
  };
}

/** Ends all devices of the test file. */
export async function closeDevices(): Promise<void> {
  await Promise.all(opened.splice(0).map((session) => session.close()));
}

/** A listing with these machine keys, as the directory would hold it. */
export function listing(
  user: UserId,
  device: MachineDevice,
): { user: UserId; device: MachineDevice & { act: string; seal: string } } {
  return { user, device: { ...device, act: "", seal: "" } };
}

export function listed(...devices: readonly Device[]): ReturnType<typeof listing>[] {
  return devices.map(({ session }) => listing(session.user, session.device));
}

/** A room of the first device in which all the others are, too. */
export async function roomOf(first: Device, ...others: readonly Device[]): Promise<RoomId> {
  const made = await first.session.createRoom();
  if (!made.ok) throw new Error(`no room: ${JSON.stringify(made.refusal)}`);
  const { room, settings } = made.value;
  for (const device of [first, ...others]) device.session.pin(room, settings);
  for (const other of others) await bring(first, room, other);
  await until("the room", () =>
    [first, ...others].every(({ session }) => session.settings(room) !== null),
  );
  return room;
}

export async function bring(host: Device, room: RoomId, guest: Device): Promise<void> {
  const { session } = guest;
  await host.session.invite(room, session.user);
  await until("the invitation", () => session.invitations().some((one) => one.room === room));
  await session.join(room);
  await until("the join", () =>
    [host, guest].every((device) =>
      device.session
        .members(room)
        .some((one) => one.user === session.user && one.membership === "join"),
    ),
  );
}

/** Trusts these devices on all of them, and waits until their machines hold them. */
export async function trustEachOther(...devices: readonly Device[]): Promise<void> {
  for (const { session } of devices) {
    await until("trust", async () => {
      const trust = await session.trust(listed(...devices));
      return trust.every((one) => one.state === "trusted");
    });
  }
}

let sent = 0;

/** Sends a note; answers its event. */
export async function say(device: Device, room: RoomId, body: string): Promise<EventId> {
  const outcome = await device.session.send(room, "m.room.message", { body }, `say-${sent++}`);
  if (!outcome.ok) throw new Error(`not sent: ${JSON.stringify(outcome.refusal)}`);
  return outcome.value;
}

/** The arrival of an event, once it is there. */
export async function arrivalOf<K extends Arrival["kind"]>(
  device: Device,
  room: RoomId,
  event: EventId,
  kind: K,
): Promise<Extract<Arrival, { kind: K }>> {
  const find = (): Extract<Arrival, { kind: K }> | undefined =>
    device.arrivals(room, kind).find((arrival) => arrival.event === event);
  await until(`${kind} of ${event}`, () => find() !== undefined);
  return find()!;
}

/** Waits for something to come true; gives up after half a minute. */
export async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`did not come: ${what}`);
}
