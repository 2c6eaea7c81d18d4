import type { RoomId, UserId } from "@parley/base";
import type { Account } from "@parley/homeserver";
import type { Session } from "@parley/session";
import { newDevice } from "../session/device.ts";
import type { HostileProxy } from "../harness/hostile-proxy.ts";
import type { Stage } from "./stage.ts";

/** A device that nobody lists, signed in to an account in a room, which hands its keys to the device of a listed one. */
export async function unlistedDevice(
  stage: Stage,
  line: HostileProxy,
  account: Account,
  room: RoomId,
  reader: UserId,
): Promise<Session> {
  const { session } = await newDevice(line.baseUrl, account);
  stage.after(() => session.close());
  session.pin(room, { ...AS_MADE });
  const listed = stage.directory.log
    .records()
    .flatMap(({ user, devices }) => devices.map((device) => ({ user, device })));
  await stage.until("its machine to know the reader", async () => {
    const trust = await session.trust(listed);
    return trust.some(({ user, state }) => user === reader && state === "trusted");
  });
  return session;
}

const AS_MADE = {
  version: "12",
  algorithm: "m.megolm.v1.aes-sha2",
  historyVisibility: "invited",
  joinRule: "invite",
};
