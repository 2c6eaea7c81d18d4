import { unreachable } from "@parley/base";
import type { Awaited, HoldReason } from "@parley/client";
import {
  ageWords,
  listWords,
  officeName,
  stateName,
  stateNames,
  timesInWords,
} from "../../acts/index.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say, type Message } from "../../words/message.ts";
import { dayOnly, momentIn, UTC } from "../../words/times.ts";
import { accountOf, others, type Setting } from "./setting.ts";

/** Why nothing is sent: what was seen, what did not happen, and the ways out. */
export interface HoldView {
  readonly key: string;
  readonly title: string;
  readonly why: string;
  readonly facts: readonly {
    readonly name: string;
    readonly value: string;
    readonly code: boolean;
  }[];
  readonly ways: readonly {
    readonly title: string;
    readonly text: string;
    /** The way that a person takes here. */
    readonly action?: HoldAction;
  }[];
}

/** The one thing that a person can decide about a hold: to go on with an old directory (DIR-3). */
export interface HoldAction {
  readonly do: "go-on-with-directory";
  readonly label: string;
}

export type GateView =
  | { readonly state: "open" }
  /** Keys of the other side are not here yet: no alarm. */
  | { readonly state: "waiting"; readonly text: string }
  | { readonly state: "held"; readonly holds: readonly HoldView[]; readonly waits: string };

export function gateView(setting: Setting): GateView {
  const { consultation } = setting;
  const { gate } = consultation;
  switch (gate.state) {
    case "open":
      return { state: "open" };
    case "waiting": {
      return { state: "waiting", text: waitingText(gate.for) };
    }
    case "held": {
      const waiting = consultation.entries.filter(
        (entry) =>
          entry.kind !== "room" &&
          (entry.delivery?.state === "held" || entry.delivery?.state === "queued"),
      );
      return {
        state: "held",
        holds: gate.reasons.map((reason) => holdView(reason, setting)),
        waits: say(words.hold.waits, { count: waiting.length }),
      };
    }
    default:
      return unreachable(gate);
  }
}

/** What is missing, in a sentence for each way of missing it. */
function waitingText(awaited: Awaited): string {
  const { waiting } = words;
  if (awaited.what !== "devices") return say(waiting[awaited.what]);
  const sentences = (["keys-unknown", "not-in-room", "other-keys"] as const).flatMap((because) => {
    const offices = awaited.offices.filter((one) => one.because === because);
    if (offices.length === 0) return [];
    return [
      say(waiting[because], { offices: listWords(offices.map((one) => officeName(one.office))) }),
    ];
  });
  return [...sentences, say(waiting.goes)].join(" ");
}

type Way = HoldView["ways"][number];

function way(title: Message, text: Message): Way {
  return { title: say(title), text: say(text) };
}

function wayWith(title: Message<{ state: string }>, text: Message, state: string): Way {
  return { title: say(title, { state }), text: say(text) };
}

function holdView(reason: HoldReason, setting: Setting): HoldView {
  const { hold } = words;
  const { consultation, here } = setting;
  const parties = stateNames(consultation.parties);
  const opposite = others(consultation.parties, here).map(stateName);
  const reachOthers = opposite.map((state) =>
    reason.reason === "directory-old"
      ? wayWith(hold.another, hold.anotherOld, state)
      : wayWith(hold.another, hold.anotherMore, state),
  );
  switch (reason.reason) {
    case "account-not-listed":
      return {
        key: `${reason.reason} ${reason.user}`,
        title: say(hold.notListed),
        why: say(hold.notListedWhy, { parties }),
        facts: accountFacts(reason, null, setting),
        ways: [
          way(hold.askOperator, hold.askOperatorMore),
          ...opposite.map((state) => wayWith(hold.namesIt, hold.namesItMore, state)),
          ...reachOthers,
        ],
      };
    case "account-not-in-roster": {
      const office = officeName(reason.office);
      const state = stateName(reason.office.state);
      const party = consultation.parties.includes(reason.office.state);
      const own = reason.office.state === here;
      return {
        key: `${reason.reason} ${reason.user}`,
        title: say(hold.notInRoster, { office }),
        why: say(hold.notInRosterWhy, { office, parties }),
        facts: accountFacts(reason, office, setting),
        ways: [
          way(hold.askOperator, hold.askOperatorMore),
          own
            ? way(hold.youName, hold.youNameMore)
            : party
              ? wayWith(hold.namesIt, hold.namesItMore, state)
              : {
                  title: say(hold.otherState, { state }),
                  text: say(hold.otherStateMore, { state }),
                },
          ...reachOthers,
        ],
      };
    }
    case "own-device-not-listed":
      return {
        key: reason.reason,
        title: say(hold.ownDevice),
        why: say(hold.ownDeviceWhy),
        facts: [],
        ways: [way(hold.askOfficer, hold.askOfficerMore), ...reachOthers],
      };
    case "own-office-not-in-roster":
      return {
        key: reason.reason,
        title: say(hold.ownOffice),
        why: say(hold.ownOfficeWhy),
        facts: [],
        ways: [way(hold.askColleague, hold.askColleagueMore), ...reachOthers],
      };
    case "room-settings-changed":
      return {
        key: `${reason.reason} ${reason.setting}`,
        title: say(hold.settings),
        why: say(hold.settingsWhy),
        facts: [{ name: say(hold.setting), value: settingName(reason.setting), code: false }],
        ways: [
          way(hold.askReset, hold.askResetMore),
          way(hold.newChannel, hold.newChannelMore),
          ...opposite.map((state) => wayWith(hold.another, hold.anotherSetting, state)),
        ],
      };
    case "addressee-not-listed": {
      const office = officeName(reason.office);
      return {
        key: `${reason.reason} ${reason.office.rec}`,
        title: say(hold.addressee, { office }),
        why: say(hold.addresseeWhy, { office }),
        facts: [],
        ways: [
          way(hold.askOfficerOther, hold.askOfficerOtherMore),
          wayWith(hold.another, hold.byTelephone, stateName(reason.office.state)),
        ],
      };
    }
    case "directory-old":
      return directoryOld(reason, setting, reachOthers);
    case "refused-by-server":
      return {
        key: reason.reason,
        title: say(hold.server),
        why: say(hold.serverWhy),
        facts: [
          { name: say(hold.heldSince), value: sinceWords(reason.since, setting), code: false },
        ],
        ways: [way(hold.tellOperator, hold.tellOperatorMore), ...reachOthers],
      };
    default:
      return unreachable(reason);
  }
}

/** Nobody is at fault, and whoever was listed still is: a person may go on. */
function directoryOld(
  reason: Extract<HoldReason, { reason: "directory-old" }>,
  setting: Setting,
  reachOthers: readonly Way[],
): HoldView {
  const { hold } = words;
  const { now } = setting;
  // Without a dated head the directory itself has a date.
  const at = reason.headAt > 0 ? reason.headAt : setting.snapshot.directory.at;
  const head = `${momentIn(at, UTC, now)} UTC`;
  return {
    key: reason.reason,
    title: say(hold.old),
    why: say(hold.oldWhy),
    facts: [
      { name: say(hold.oldEntry), value: String(setting.snapshot.directory.n), code: false },
      { name: say(hold.oldHead), value: head, code: false },
      { name: say(hold.oldAge), value: ageWords(at, now), code: false },
    ],
    ways: [
      {
        title: say(hold.oldGoOn),
        text: say(hold.oldGoOnMore),
        action: {
          do: "go-on-with-directory",
          label: say(hold.oldAction, { day: dayOnly(at, UTC) }),
        },
      },
      way(hold.oldAsk, hold.oldAskMore),
      ...reachOthers,
    ],
  };
}

/** In words, with the name that whoever operates the homeserver knows. */
function settingName(setting: string): string {
  const name = SETTING_NAMES.get(setting);
  return name === undefined ? setting : `${say(name)} (${setting})`;
}

const SETTING_NAMES: ReadonlyMap<string, Message> = new Map(
  Object.entries(words.hold.settingNames),
);

function accountFacts(
  reason: { readonly user: string; readonly since: number },
  office: string | null,
  setting: Setting,
): HoldView["facts"] {
  const { hold } = words;
  return [
    { name: say(hold.account), value: accountOf(reason.user), code: true },
    { name: say(hold.since), value: sinceWords(reason.since, setting), code: false },
    office === null
      ? { name: say(hold.namedBy), value: say(hold.nobody), code: false }
      : { name: say(hold.listedFor), value: office, code: false },
  ];
}

function sinceWords(since: number, setting: Setting): string {
  const { here, others: elsewhere } = timesInWords(since, setting.frame, setting.now);
  return `${here}, ${elsewhere}`;
}
