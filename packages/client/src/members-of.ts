import type { UserId } from "@parley/base";
import type { Channel } from "./channel.ts";
import type { Core } from "./core.ts";
import { officeOf, trustOf } from "./office.ts";
import type { ChannelMember } from "./snapshot.ts";

/** The offices of the roster, and whoever else the server shows in the room. */
export function membersOf(core: Core, channel: Channel): readonly ChannelMember[] {
  const { log } = core.state;
  const roster = channel.roster(log);
  const shown = new Map(
    (core.session?.members(channel.room) ?? []).map(({ user, membership }) => [user, membership]),
  );
  const rostered = roster.flatMap((rec) => log.recordOf(rec)?.user ?? []);
  return [...new Set<UserId>([...rostered, ...shown.keys()])].map((user) => {
    const record = core.state.listed.recordByUser(user);
    return {
      user,
      office: record !== null && roster.includes(record.id) ? officeOf(record) : null,
      membership: shown.get(user) ?? "absent",
      trust: trustOf(record),
      unlistedDevices: core.session?.unlistedDevices(user) ?? 0,
    };
  });
}
