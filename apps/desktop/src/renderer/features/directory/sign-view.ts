import type { RecordId } from "@parley/base";
import type { ProposedDevice, ProposedOperation, ToSign } from "@parley/client";
import type { ContactCard } from "@parley/directory";
import {
  listWords,
  lowest,
  proposalTitle,
  recordName,
  signers,
  stateName,
  timesInWords,
} from "../../acts/index.ts";
import { acts } from "../../words/en/acts.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { dayOf } from "../../words/times.ts";
import type { DirectorySetting } from "./directory-setting.ts";
import { daysWords } from "./hours-view.ts";
import { cardReach } from "./reach-view.ts";

/** One line of what waits for one's State's signature. */
export interface SignRow {
  readonly hash: string;
  readonly title: string;
  /** This device has signed it. */
  readonly signed: boolean;
}

/** Exactly what would be signed, in plain words, with what a colleague can compare by telephone. */
export interface SignPage extends SignRow {
  readonly lead: string;
  readonly rows: readonly {
    readonly name: string;
    readonly value: string;
    readonly code?: true;
    readonly wide?: true;
  }[];
  readonly devices: readonly {
    readonly key: string;
    readonly name: string;
    readonly words: readonly string[];
  }[];
  /** Why it cannot be signed now; null where it can. */
  readonly cannot: string | null;
}

/** The oldest first: an officer waits for it. */
export function signViews(setting: DirectorySetting): readonly SignRow[] {
  return setting.snapshot.toSign
    .toSorted((a, b) => a.n - b.n || a.at - b.at)
    .map((one) => ({
      hash: one.hash,
      title: proposalTitle(one.operation, setting.snapshot),
      signed: one.signed,
    }));
}

/** Null where it is not here any more. */
export function signPage(setting: DirectorySetting, hash: string): SignPage | null {
  const one = setting.snapshot.toSign.find((each) => each.hash === hash);
  if (one === undefined) return null;
  return {
    hash,
    title: proposalTitle(one.operation, setting.snapshot),
    signed: one.signed,
    lead: leadOf(one.operation, setting),
    rows: rowsOf(one, setting),
    devices: devicesOf(one.operation).flatMap((device, i) =>
      device.words === undefined || device.words.length === 0
        ? []
        : [{ key: device.key, name: say(words.sign.device, { n: i + 1 }), words: device.words }],
    ),
    cannot: one.stale ? say(words.sign.stale) : null,
  };
}

function ownState({ snapshot }: DirectorySetting): string {
  return stateName(snapshot.me.office?.state ?? "");
}

function leadOf(operation: ProposedOperation, setting: DirectorySetting): string {
  const { lead } = words.sign;
  switch (operation.op) {
    case "admit":
      return say(lead.admit, { state: stateName(operation.state) });
    case "list":
      return say(lead.list, { office: recordName(operation.rec, setting.snapshot) });
    case "disable":
      return say(lead.disable);
    case "card":
    case "other":
      return say(lead.other);
  }
}

type Row = SignPage["rows"][number];

function rowsOf(one: ToSign, setting: DirectorySetting): readonly Row[] {
  const { row } = words.sign;
  const { snapshot, now } = setting;
  const own = snapshot.me.office?.state ?? null;
  const cosigners = one.cosigners.map((rec) => ({ rec }));
  const signed = one.officers.length === 0 && cosigners.length === 0;
  const left = Math.max(0, one.needed - one.cosigners.length);
  return [
    ...operationRows(one.operation, setting),
    { name: say(row.entry), value: String(one.n) },
    {
      name: say(row.at),
      value: momentWords(one.at, own, now),
    },
    {
      name: say(row.signed),
      value:
        signed || own === null ? say(words.sign.noOfficer) : signedBy(one, cosigners, own, setting),
    },
    {
      name: say(row.needed),
      value: say(words.sign.needed, { count: left, state: ownState(setting) }),
    },
  ];
}

function signedBy(
  { officers }: ToSign,
  cosigners: readonly { readonly rec: RecordId }[],
  own: NonNullable<DirectorySetting["snapshot"]["me"]["office"]>["state"],
  { snapshot }: DirectorySetting,
): string {
  if (cosigners.length > 0) return signers({ officers, cosigners }, own, snapshot);
  return say(words.sign.officers, {
    count: officers.length,
    names: listWords(officers.toSorted((a, b) => a - b).map(String)),
  });
}

function momentWords(
  at: number,
  own: Parameters<typeof timesInWords>[1]["here"],
  now: number,
): string {
  const times = timesInWords(at, { here: own, parties: [] }, now, "always");
  return times.others === "" ? times.here : `${times.here}, ${times.others}`;
}

function operationRows(operation: ProposedOperation, setting: DirectorySetting): readonly Row[] {
  const { row } = words.sign;
  switch (operation.op) {
    case "admit":
      return [
        { name: say(row.state), value: `${stateName(operation.state)} (${operation.state})` },
        {
          name: say(row.level),
          value: listWords(operation.levels.map((level) => say(acts.levelName[level]))),
        },
        { name: say(row.kind), value: say(words.sign.kinds[operation.kind]) },
        { name: say(row.powers), value: powerWords(operation), wide: true },
        ...(operation.from === undefined
          ? []
          : [{ name: say(row.from), value: dayOf(operation.from) }]),
        ...(operation.wait === undefined || operation.wait === null
          ? []
          : [{ name: say(row.wait), value: say(words.sign.hours, { hours: operation.wait }) }]),
        { name: say(row.holder), value: operation.holder },
        { name: say(row.record), value: operation.rec, code: true },
        { name: say(row.account), value: operation.user, code: true, wide: true },
        ...deviceRows(operation.devices),
      ];
    case "list":
      return [
        { name: say(row.office), value: recordName(operation.rec, setting.snapshot) },
        { name: say(row.holder), value: operation.holder },
        { name: say(row.record), value: operation.rec, code: true },
        ...deviceRows([operation.device]),
      ];
    case "disable":
      return [
        { name: say(row.office), value: recordName(operation.rec, setting.snapshot) },
        { name: say(row.record), value: operation.rec, code: true },
        { name: say(row.key), value: operation.key, code: true },
      ];
    case "card":
      return cardRows(operation, setting);
    case "other":
      return [{ name: say(row.operation), value: operation.name, code: true }];
  }
}

/** The date beside which nothing changes is signed as well. */
function cardRows(
  operation: Extract<ProposedOperation, { op: "card" }>,
  { snapshot }: DirectorySetting,
): readonly Row[] {
  const { row, cardNew, cardUnknown, cardErased, cardSame } = words.sign;
  const { content = null } = operation;
  const known = snapshot.records.find(({ rec }) => rec === operation.rec);
  const confirmed = operation.confirmed ?? known?.confirmed;
  const news = content === null ? cardUnknown : cardNew;
  return [
    { name: say(row.office), value: recordName(operation.rec, snapshot) },
    { name: say(row.record), value: operation.rec, code: true },
    ...(confirmed === undefined ? [] : [{ name: say(row.confirmed), value: dayOf(confirmed) }]),
    {
      name: say(row.card),
      value: say({ new: news, erased: cardErased, same: cardSame }[operation.card]),
      wide: true,
    },
    ...(content === null ? [] : contentRows(content)),
  ];
}

function contentRows(card: ContactCard): readonly Row[] {
  const { sign, hours, reach } = words;
  const { from, to, zone, days, outOfHours } = card.hours;
  return [
    { name: say(sign.row.title), value: card.office, wide: true },
    ...(card.unit === undefined
      ? []
      : [{ name: say(sign.row.unit), value: card.unit, wide: true as const }]),
    ...cardReach(card).map((one) => ({ ...one, wide: true as const })),
    {
      name: say(hours.title),
      value: `${say(hours.office, { from, to, zone })} ${daysWords(days)}`,
      wide: true,
    },
    ...(outOfHours === undefined
      ? []
      : [{ name: say(hours.outOfHours), value: outOfHours, wide: true as const }]),
    {
      name: say(sign.row.holidays),
      value: card.holidays.length === 0 ? say(reach.notGiven) : card.holidays.map(dayOf).join(", "),
      wide: true,
    },
  ];
}

function powerWords({ powers, levels }: Extract<ProposedOperation, { op: "admit" }>): string {
  if (powers.length === 0) return say(words.sign.noPowers);
  return listWords(
    powers.map((power) =>
      power === "close"
        ? say(words.may.powers.close, { level: say(acts.levelIn[lowest(levels)]) })
        : say(words.may.powers[power]),
    ),
  );
}

function deviceRows(devices: readonly ProposedDevice[]): readonly Row[] {
  return devices.map((device, i) => ({
    name: say(words.sign.device, { n: i + 1 }),
    value: device.id,
    code: true,
  }));
}

function devicesOf(operation: ProposedOperation): readonly ProposedDevice[] {
  if (operation.op === "admit") return operation.devices;
  return operation.op === "list" ? [operation.device] : [];
}
