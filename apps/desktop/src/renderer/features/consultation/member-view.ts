import type { RecordId } from "@parley/base";
import type { ChannelMember } from "@parley/client";
import {
  officeName,
  partyStateSays,
  raised,
  stateName,
  trustWords,
  weakest,
  type TrustView,
} from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { accountOf, type Setting } from "./setting.ts";

/** An account of the room: an office that a party named, or one that nobody named. */
export interface MemberView {
  readonly key: string;
  /** Its record; null for a stranger. */
  readonly rec: RecordId | null;
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
      rec: null,
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
    rec: office.rec,
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
export interface Counterpart {
  readonly text: string;
  /** The record behind the mark, where it is one office. */
  readonly rec: RecordId | null;
  readonly trust: TrustView;
}

export function counterpart(setting: Setting): Counterpart | null {
  const { members } = setting.consultation;
  const strangers = members.filter((member) => member.office === null).length;
  if (strangers > 0) {
    const text = say(words.accountsNotListed, { count: strangers });
    return { text: say(words.inRoom), rec: null, trust: { shield: "unlisted", text } };
  }
  const opposite = members.flatMap(({ office, trust }) =>
    office === null || office.state === setting.here ? [] : [{ office, trust }],
  );
  const trust = weakest(opposite.map((one) => one.trust));
  const [first] = opposite;
  if (first === undefined || trust === null) return null;
  // Of several the one that needs a look.
  const { office } = opposite.find((one) => one.trust === trust) ?? first;
  const text =
    opposite.length === 1
      ? officeName(office)
      : say(words.parties, { count: setting.consultation.parties.length });
  return { text, rec: office.rec, trust: trustWords(trust) };
}
