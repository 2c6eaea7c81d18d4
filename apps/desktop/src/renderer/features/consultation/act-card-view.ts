import type { RecordId, StateCode } from "@parley/base";
import type { ActEntry } from "@parley/client";
import { readMoment, referenceOf } from "@parley/protocol";
import {
  noEffectReason,
  stateName,
  stateNames,
  timesInWords,
  type SheetAct,
  trustWords,
  type TrustView,
} from "../../acts/index.ts";
import type { DeliveryView } from "./delivery-words.ts";
import { deliveryWords } from "./delivery-words.ts";
import { authorName, type Setting } from "./setting.ts";
import { whyRows, type WhyRow } from "./why-view.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";

/** Something to be known about an act, under its fields. */
export interface Remark {
  readonly icon: "fork" | "suspended" | "info";
  readonly title: string;
  readonly text: string;
}

/** An act as a card of the log. */
export interface ActCardView {
  readonly act: SheetAct;
  readonly from: StateCode;
  readonly reference: string | null;
  readonly place: readonly string[];
  /** Plain text in place of the fields, where this version cannot read them. */
  readonly fallback: string | null;
  /** Written and queued, and signed by nobody yet. */
  readonly unsigned: boolean;
  readonly signed: string;
  readonly seal: "seal" | "send";
  /** Null while nothing is signed, and where this version cannot tell whether it is. */
  readonly trust: TrustView | null;
  readonly why: readonly WhyRow[];
  /** The device that signed it, as the directory knows it. */
  readonly signer: { readonly rec: RecordId; readonly key: string };
  readonly remarks: readonly Remark[];
  /** Acknowledged, or how far it has come; null where there is nothing to say. */
  readonly status: DeliveryView | null;
}

export function actCard(entry: ActEntry, setting: Setting): ActCardView {
  const { act, state } = entry;
  const disabled = entry.effect === "key-disabled";
  const trust = disabled ? trustWords("suspended") : trustWords(entry.trust);
  const unsigned = setting.channel === null;
  const verified = !disabled && entry.trust === "verified";
  const text = disabled
    ? say(words.act.disabled)
    : verified
      ? say(words.act.why)
      : say(words.act.whyNot, { trust: trust.text });
  return {
    act: act ?? unreadable(setting),
    from: state,
    unsigned,
    reference: act === null || unsigned ? null : referenceOf({ hash: entry.hash, act }, state),
    place: placeWords(entry, setting),
    fallback: act === null ? entry.body : null,
    signed: signedWords(entry, setting),
    seal: act === null ? "send" : "seal",
    trust: unsigned || act === null ? null : { shield: trust.shield, text },
    why: whyRows(entry, setting),
    signer: { rec: entry.rec, key: entry.signedBy.key },
    remarks: remarksOn(entry, setting),
    status: statusOf(entry, setting),
  };
}

/** Stands in for an act of a newer version; its marking is unknown, so the strictest counts. */
function unreadable({ consultation }: Setting): SheetAct {
  return {
    kind: "",
    mode: consultation.mode,
    tlp: null,
    to: [],
    lang: "en",
    res: [],
    ask: {},
    f: {},
  };
}

function placeWords(entry: ActEntry, setting: Setting): readonly string[] {
  if (setting.channel === null) return [say(words.act.unsigned)];
  // An act that this version cannot read has no place among those that count.
  if (entry.position === 0) return [say(words.act.uncounted)];
  const of = Math.max(...[...setting.acts.values()].map((one) => one.position));
  const place = say(words.act.place, { n: entry.position, of });
  const re = entry.act?.re;
  if (re === undefined) return [place];
  const target = setting.acts.get(re);
  if (target === undefined) return [place, say(words.act.repliesToUnknown)];
  const relation = entry.act?.kind === "T04" ? words.act.repliesTo : words.act.updates;
  return [place, say(relation, { n: target.position })];
}

function signedWords(entry: ActEntry, setting: Setting): string {
  if (setting.channel === null)
    return say(words.act.draftOf, { office: authorName(setting, entry) });
  // A later version may sign otherwise: what is known is whose listed device it came from.
  if (entry.act === null) return say(words.act.sentBy, { office: authorName(setting, entry) });
  if (entry.rec === setting.snapshot.me.office?.rec) return say(words.act.signedByYou);
  const office = authorName(setting, entry);
  const colleague = entry.state === setting.here;
  return say(colleague ? words.act.signedByColleague : words.act.signedBy, { office });
}

function remarksOn(entry: ActEntry, setting: Setting): readonly Remark[] {
  const remarks: Remark[] = [];
  if (entry.act === null) {
    const text = say(words.act.newer, { office: authorName(setting, entry) });
    remarks.push({ icon: "info", title: say(words.act.noEffect), text });
  } else if (entry.effect !== "yes") {
    remarks.push({
      icon: entry.effect === "key-disabled" ? "suspended" : "info",
      title: say(words.act.noEffect),
      text: noEffectReason(entry.effect),
    });
  }
  if (entry.forked) {
    const text = say(words.act.forkMore, { state: stateName(entry.state) });
    remarks.push({ icon: "fork", title: say(words.act.fork), text });
  }
  return remarks;
}

const READ_ONLY: readonly unknown[] = ["ack", "passed-on"];

function statusOf(entry: ActEntry, setting: Setting): DeliveryView | null {
  const acks = [...setting.acts.values()].filter(
    (one) =>
      one.act?.kind === "T04" &&
      one.act.re === entry.hash &&
      one.effect === "yes" &&
      READ_ONLY.includes(one.act.f["reply_kind"]),
  );
  const first = acks[0];
  if (first !== undefined) {
    const states = stateNames([...new Set(acks.map((one) => one.state))]);
    const at = first.own ? (readMoment(first.act?.at) ?? first.receivedAt) : first.receivedAt;
    const time = timesInWords(at, setting.frame, setting.now).here;
    return { look: "ack", text: say(words.act.acknowledgedBy, { states, time }) };
  }
  return entry.delivery === null ? null : deliveryWords(entry.delivery, setting);
}
