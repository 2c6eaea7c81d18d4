import type { ActHash, RoomId, UserId } from "@parley/base";
import type { Entry } from "@parley/client";
import type { HostileProxy } from "../../harness/hostile-proxy.ts";
import type { Office } from "../../harness/office.ts";
import type { Seat, Stage } from "../stage.ts";
import { changeSyncs, roomIn, sayOnce, type ToldEvent } from "../sync-reply.ts";

/** Changes the events of every room in every sync of a line, from here on. */
export function changeTimelines(line: HostileProxy, change: (events: ToldEvent[]) => void): void {
  changeSyncs(line, ({ rooms }) => {
    for (const { timeline } of Object.values(rooms.join)) change(timeline.events);
  });
}

/** Takes what one account has encrypted out of a list of events. */
export function takeOut(events: ToldEvent[], sender: UserId): readonly ToldEvent[] {
  const taken = events.filter((one) => one.type === "m.room.encrypted" && one.sender === sender);
  events.splice(0, events.length, ...events.filter((one) => !taken.includes(one)));
  return taken;
}

/** What one account sends is kept from whoever has this line; answers the list of it, which grows. */
export function holdBack(line: HostileProxy, sender: UserId): readonly ToldEvent[] {
  const held: ToldEvent[] = [];
  changeTimelines(line, (events) => held.push(...takeOut(events, sender)));
  return held;
}

/** Says these events in a room once, and keeps nothing back any more. */
export function letGo(
  line: HostileProxy,
  room: RoomId,
  events: readonly ToldEvent[],
): Promise<void> {
  const all = [...events];
  return sayOnce(line, (sync) => void roomIn(sync, room).timeline.events.push(...all));
}

/** Signs and sends an update of the notification; answers its hash. */
export async function update(
  stage: Stage,
  from: Seat,
  to: Seat,
  channel: ActHash,
  id: string,
): Promise<string> {
  const draft = { ...stage.notification(to.office), id, channel, re: channel, roster: [] };
  const sent = await from.office.client.signAndSend(draft);
  if (!sent.ok) throw new Error(`not signed: ${JSON.stringify(sent.refusal)}`);
  return sent.value;
}

/** Hashes of the acts that an office shows, in its order. */
export function actsOf(office: Office): readonly string[] {
  return office.entries("act").flatMap((one) => (one.kind === "act" ? [one.hash] : []));
}

/** Everything that ever happened around the channel of an office, from here on: "missing-act", ... */
export function happenings(office: Office): ReadonlySet<string> {
  const seen = new Set<string>();
  const { client } = office;
  const look = (): void => {
    const entries: readonly Entry[] = client.snapshot().consultations[0]?.entries ?? [];
    for (const one of entries)
      if (one.kind === "room")
        seen.add(one.what.event === "payload-refused" ? one.what.reason : one.what.event);
  };
  client.subscribe(look);
  look();
  return seen;
}
