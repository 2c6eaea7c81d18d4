import type { RecordId, StateCode } from "@parley/base";
import type { ClientSnapshot, DeviceView, RecordView } from "@parley/client";
import { acts } from "../words/en/acts.ts";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import { dayOnly, momentIn, placeOf, shortDate, UTC } from "../words/times.ts";
import { listWords, officeName, stateName } from "./office-words.ts";

/** One device of a record: since when it is listed, who signed for that, and what it can be compared by. */
export interface DeviceRow {
  readonly key: DeviceView["key"];
  /** "Device 1"; the number is that of its place in the record. */
  readonly name: string;
  readonly own: boolean;
  readonly state: DeviceView["state"];
  /** Day of the entry that lists it; "" where none does. */
  readonly since: string;
  readonly signed: string;
  /** What is to be known besides: reported, taken out, signed for by a colleague. */
  readonly note: string | null;
  readonly words: readonly string[];
}

type Known = Pick<ClientSnapshot, "records">;

/** All devices of a record, those in use first. */
export function deviceRows(record: RecordView, known: Known, now: number): readonly DeviceRow[] {
  return record.devices
    .map((device, i) => deviceRow(device, i + 1, record, known, now))
    .toSorted((a, b) => Number(a.state === "disabled") - Number(b.state === "disabled"));
}

function deviceRow(
  device: DeviceView,
  place: number,
  record: RecordView,
  known: Known,
  now: number,
): DeviceRow {
  const { listed } = device;
  return {
    key: device.key,
    name: say(words.device, { n: place }),
    own: device.own,
    state: device.state,
    since: listed === null ? "" : shortDate(listed.at, UTC),
    signed:
      listed === null
        ? ""
        : say(words.listedIn, {
            n: listed.n,
            signers: signers(listed, record.state, known, isFirst(record, listed.n, known)),
          }),
    note: deviceNote(device, record, known, now),
    words: device.words,
  };
}

/** Whether the entry is the one that took the State in, which the officers sign alone. */
function isFirst(record: RecordView, n: number, { records }: Known): boolean {
  return records.every((one) => one.state !== record.state || one.since.n >= n);
}

/** "officers 1 and 3, Alfa's own PoC". */
export function signers(
  by: {
    readonly officers: readonly number[];
    readonly cosigners: readonly { readonly rec: RecordId }[];
  },
  state: StateCode,
  known: Known,
  first = false,
): string {
  const officers = by.officers.toSorted((a, b) => a - b).map(String);
  const named =
    officers.length === 0
      ? []
      : [say(words.officers, { count: officers.length, names: listWords(officers) })];
  if (by.cosigners.length === 0) {
    const alone = first ? words.aloneFirst : words.alone;
    return named.length === 0 ? say(words.notKnown) : say(alone, { officers: named.join("") });
  }
  return [...named, cosignerWords(by.cosigners, state, known)].join(", ");
}

function cosignerWords(
  cosigners: readonly { readonly rec: RecordId }[],
  state: StateCode,
  { records }: Known,
): string {
  if (cosigners.length === 1) return say(words.ownPoc, { state: stateName(state) });
  const offices = cosigners.map(({ rec }) => {
    const record = records.find((one) => one.rec === rec);
    return say(words.cosigner, {
      state: stateName(state),
      level: record === undefined ? rec : say(acts.level[record.level]),
    });
  });
  return listWords(offices);
}

function deviceNote(
  device: DeviceView,
  record: RecordView,
  known: Known,
  now: number,
): string | null {
  const { disabled, reported, signedFor } = device;
  if (disabled !== null) {
    return say(words.state.disabled, { n: disabled.n, day: dayOnly(disabled.at, UTC) });
  }
  if (reported !== null) {
    const place = placeOf(record.state);
    return say(words.state.reported, {
      why: say(words.reasons[reported.why]),
      by: recordName(reported.by, known),
      at: momentIn(reported.at, place, now),
    });
  }
  if (device.state === "suspended") return say(words.state.suspended);
  if (device.state !== "signed-for") return null;
  return signedFor === undefined || signedFor === null
    ? say(words.state.signedForShort)
    : say(words.state.signedFor, {
        by: recordName(signedFor.by, known),
        until: dayOnly(signedFor.until, UTC),
      });
}

/** "Alfa, Technical PoC"; the record's id where it is not known. */
export function recordName(rec: RecordId, { records }: Known): string {
  const record = records.find((one) => one.rec === rec);
  return record === undefined ? rec : officeName(record);
}
