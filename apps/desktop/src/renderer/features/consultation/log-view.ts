import {
  parsePayloadId,
  unreachable,
  type ActHash,
  type Instant,
  type PayloadId,
} from "@parley/base";
import type {
  ActEntry,
  ArrivalReason,
  Delivery,
  Entry,
  NoteEntry,
  RoomEntry,
} from "@parley/client";
import { readMoment, REFUSAL_TEXT, type Refusal } from "@parley/protocol";
import {
  changeWords,
  hereOf,
  stateName,
  timesInWords,
  type TimesInWords,
} from "../../acts/index.ts";
import type { IconName } from "../../ui/Icon.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say, type Message } from "../../words/message.ts";
import { dayIn } from "../../words/times.ts";
import { actCard, type ActCardView } from "./act-card-view.ts";
import { deliveryWords, type DeliveryView } from "./delivery-words.ts";
import { accountOf, type Setting } from "./setting.ts";

/** Whose it is, and when it was received here; stands in the margin. */
export interface Margin {
  readonly who: string;
  readonly times: TimesInWords;
  /** Said where the author's clock differs by more than `CLOCK_DIFFERENCE`. */
  readonly written: string | null;
}

export interface ActItem {
  readonly kind: "act";
  readonly key: string;
  readonly hash: ActHash;
  readonly own: boolean;
  readonly unread: boolean;
  readonly margin: Margin;
  readonly card: ActCardView;
  /** The opening can be taken back to the drafts: nothing of it has left this device. */
  readonly takeBack: PayloadId | null;
}

export interface NoteItem {
  readonly kind: "note";
  readonly key: string;
  readonly own: boolean;
  readonly unread: boolean;
  readonly margin: Margin;
  readonly text: string;
  readonly delivery: DeliveryView | null;
  /** The note can be taken back: it has not left this device. */
  readonly takeBack: PayloadId | null;
}

export interface RoomItem {
  readonly kind: "room";
  readonly key: string;
  readonly margin: Margin;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

export interface DayItem {
  readonly kind: "day";
  readonly key: string;
  readonly text: string;
}

export type LogItem = ActItem | NoteItem | RoomItem | DayItem;

/** Acts, notes and what happened around them, in the order of the entries, with a mark where a day begins. */
export function logItems(setting: Setting): readonly LogItem[] {
  const place = hereOf(setting.here);
  const items: LogItem[] = [];
  let day = "";
  for (const entry of setting.consultation.entries) {
    const item = itemOf(entry, setting);
    const text = dayIn(timeOf(entry), place);
    if (text !== day) items.push({ kind: "day", key: `day before ${item.key}`, text });
    day = text;
    items.push(item);
  }
  return items;
}

function timeOf(entry: Entry): Instant {
  return entry.kind === "room" ? entry.at : entry.receivedAt;
}

function itemOf(entry: Entry, setting: Setting): Exclude<LogItem, DayItem> {
  switch (entry.kind) {
    case "act":
      return {
        kind: "act",
        key: entry.hash,
        hash: entry.hash,
        own: entry.own,
        unread: entry.unread,
        margin: marginOf(entry, readMoment(entry.act?.at), setting),
        card: actCard(entry, setting),
        takeBack: waits(entry.delivery) ? parsePayloadId(setting.consultation.id) : null,
      };
    case "note":
      return {
        kind: "note",
        key: entry.id,
        own: entry.own,
        unread: entry.unread,
        margin: marginOf(entry, entry.at, setting),
        text: entry.body,
        delivery: entry.delivery === null ? null : deliveryWords(entry.delivery, setting),
        takeBack: entry.own && waits(entry.delivery) ? entry.id : null,
      };
    case "room":
      return roomItem(entry, setting);
    default:
      return unreachable(entry);
  }
}

function waits(delivery: Delivery | null): boolean {
  return delivery?.state === "queued" || delivery?.state === "held";
}

/** Clocks of two desks are seldom the same; a smaller difference says nothing. In milliseconds. */
const CLOCK_DIFFERENCE = 10 * 60_000;

function marginOf(entry: ActEntry | NoteEntry, written: Instant | null, setting: Setting): Margin {
  const { frame } = setting;
  const differs =
    !entry.own && written !== null && Math.abs(entry.receivedAt - written) > CLOCK_DIFFERENCE;
  return {
    who: stateName(entry.state),
    times: timesInWords(entry.receivedAt, frame, entry.receivedAt),
    written: differs
      ? say(words.log.writtenAt, {
          time: timesInWords(written, frame, entry.receivedAt).here,
        })
      : null,
  };
}

function roomItem(entry: RoomEntry, setting: Setting): RoomItem {
  const margin: Margin = {
    who: say(words.log.room),
    times: timesInWords(entry.at, setting.frame, entry.at),
    written: null,
  };
  return { kind: "room", key: entry.id, margin, ...roomWords(entry.what, setting) };
}

function roomWords(
  what: RoomEntry["what"],
  setting: Setting,
): Pick<RoomItem, "icon" | "title" | "text"> {
  const { room } = words;
  switch (what.event) {
    case "foreign-account": {
      const { gate } = setting.consultation;
      const held =
        gate.state === "held" &&
        gate.reasons.some((one) => "user" in one && one.user === what.user);
      return {
        icon: "unlisted",
        title: say(room.foreign, { account: accountOf(what.user) }),
        text: say(held ? room.foreignNow : room.foreignGone),
      };
    }
    case "unreadable":
      return {
        icon: "lock",
        title: say(room.unreadable, { count: what.count }),
        text: say(room.unreadableMore),
      };
    case "missing-act":
      return {
        icon: "missing",
        title: say(room.missing, { count: what.count }),
        text: say(room.missingMore),
      };
    case "directory":
      return {
        icon: "book",
        title: say(room.directory),
        text: `${changeWords(what.change, setting.snapshot)}.`,
      };
    case "payload-refused":
      return {
        icon: "invalid",
        // The first beyond what is kept is counted, and none after it.
        title:
          what.reason === "too-many" ? say(room.more) : say(room.refused, { count: what.count }),
        text: `${reasonOf(what.reason)} ${say(room.refusedMore)}`.trim(),
      };
    default:
      return unreachable(what);
  }
}

/** Reasons that the protocol itself has no sentence for; those that are no refusal are entries of their own. */
type OwnReason = Exclude<ArrivalReason, Refusal | "unreadable" | "read-later">;
const OWN_REASONS: { readonly [reason in OwnReason]: Message } = words.room.reason;

/** Why something was not taken in; "" for a reason of a later version. */
function reasonOf(reason: string): string {
  const own: { readonly [reason: string]: Message } = OWN_REASONS;
  const said = Object.hasOwn(own, reason) ? own[reason] : undefined;
  if (said !== undefined) return say(said);
  const texts: { readonly [reason: string]: string } = REFUSAL_TEXT;
  return Object.hasOwn(texts, reason) ? (texts[reason] ?? "") : "";
}
