import type { ChannelMember } from "@parley/client";
import { officeName, partyStateSays, raised, stateName } from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { accountOf, type Setting } from "./setting.ts";
import { trustWords, type TrustView } from "./trust-words.ts";

/** An account of the room: an office that a party named, or one that nobody named. */
export interface MemberView {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  /** What its State has done here: "has acknowledged"; null for a stranger. */
  readonly says: string | null;
  readonly trust: TrustView;
  /** Why it does not have what was sent yet; null once it has joined. */
  readonly membership: string | null;
  /** Devices that no listing names: they get nothing, and sending goes on. */
  readonly unlisted: string | null;
  readonly foreign: boolean;
}

/** Offices by name of the State, then accounts that no party named. */
export function memberViews(setting: Setting): readonly MemberView[] {
  const name = (member: ChannelMember): string =>
    member.office === null ? "\u{10ffff}" : stateName(member.office.state);
  return setting.consultation.members
    .toSorted((a, b) => name(a).localeCompare(name(b), "en") || (a.user < b.user ? -1 : 1))
    .map((member) => memberView(member, setting));
}

function memberView(member: ChannelMember, { snapshot, consultation }: Setting): MemberView {
  const { panel } = words;
  const { office } = member;
  const trust = trustWords(member.trust);
  if (office === null) {
    return {
      key: member.user,
      name: say(panel.account, { account: accountOf(member.user) }),
      detail: say(panel.accountNothing),
      says: null,
      trust: trustWords("not-listed"),
      membership: null,
      unlisted: null,
      foreign: true,
    };
  }
  const level = say(acts.level[office.level]);
  const own = member.user === snapshot.me.user;
  const devices = own ? panel.devicesYou : panel.devices;
  const partyState = consultation.partyStates[office.state];
  const missing = { join: null, invite: panel.invited, absent: panel.absent }[member.membership];
  return {
    key: member.user,
    name: stateName(office.state),
    detail: say(devices, { level, count: office.devices }),
    says: partyState === undefined ? null : raised(partyStateSays(partyState)),
    trust,
    membership: missing === null ? null : say(missing),
    unlisted:
      member.unlistedDevices > 0 ? say(panel.unlisted, { count: member.unlistedDevices }) : null,
    foreign: false,
  };
}

/** In the head: the other side and how far it is backed, or how many accounts are not. */
export function counterpart(setting: Setting): {
  readonly text: string;
  readonly trust: TrustView;
} | null {
  const { members } = setting.consultation;
  const strangers = members.filter((member) => member.office === null).length;
  if (strangers > 0) {
    const text = say(words.accountsNotListed, { count: strangers });
    return { text: say(words.inRoom), trust: { shield: "unlisted", text } };
  }
  const opposite = members.filter(
    (one) => one.office !== null && one.office.state !== setting.here,
  );
  const [first] = opposite;
  const office = first?.office ?? null;
  if (first === undefined || office === null) return null;
  const weakest = opposite.find((one) => one.trust !== "verified") ?? first;
  const text =
    opposite.length === 1
      ? officeName(office)
      : say(words.parties, { count: setting.consultation.parties.length });
  return { text, trust: trustWords(weakest.trust) };
}
