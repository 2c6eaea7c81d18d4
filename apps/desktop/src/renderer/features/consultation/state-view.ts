import type { Instant } from "@parley/base";
import { FOLD_TABLE, readMoment } from "@parley/protocol";
import { filled, hasLeft, standingOf, stateName, timesInWords } from "../../acts/index.ts";
import type { TrackRow } from "../../ui/Steps.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { type Setting } from "./setting.ts";

/** Where the consultation stands, from the signed acts. */
export interface StateView {
  readonly title: string;
  readonly says: string;
  /** What clock and delivery add, each a sentence. */
  readonly lines: readonly string[];
  /** "from 3 signed acts"; null before the first is signed. */
  readonly acts: string | null;
  readonly track: readonly TrackRow[];
}

export function stateView(setting: Setting): StateView {
  const opening = setting.channel === null;
  // What this version cannot read has no place among the signed acts.
  const signed = [...setting.acts.values()].filter((one) => one.act !== null).length;
  return {
    ...standingOf(setting.consultation),
    lines: lineWords(setting),
    acts: opening ? null : say(words.panel.acts, { count: signed }),
    track: trackRows(setting),
  };
}

/** Meters say what was asked by when; the lines say the rest. */
const SHOWN_ELSEWHERE = new Set(["delivered", "ack passed", "reply passed", "revert passed"]);

function lineWords({ consultation }: Setting): readonly string[] {
  const says: ReadonlyMap<string, string> = FOLD_TABLE.viewSays;
  return consultation.lines.flatMap(({ id, state }) => {
    const sentence = SHOWN_ELSEWHERE.has(id) ? undefined : says.get(id);
    if (sentence === undefined) return [];
    // The entry of a disabled key stands behind the act itself; here the sentence goes on without it.
    const plain = sentence.replace(" (entry {n})", "");
    const text = filled(plain, state === null ? {} : { State: stateName(state) });
    return text === null ? [] : [text];
  });
}

/** Headlines of a first exchange; from the others one cannot tell what comes next. */
const FIRST_EXCHANGE = ["transmitted", "delivered", "acknowledged", "holding", "in_consultation"];

/** What was, what is, and what comes: sent, read by a person, replied to. */
function trackRows(setting: Setting): readonly TrackRow[] {
  const { consultation, acts, channel } = setting;
  if (!FIRST_EXCHANGE.includes(consultation.headline)) return [];
  const { panel } = words;
  const opening = acts.get(channel ?? "");
  if (opening === undefined) return [];
  const replies = [...acts.values()].filter(
    (one) => one.act?.kind === "T04" && one.effect === "yes" && one.state !== opening.state,
  );
  const kind = (reply: (typeof replies)[number]): unknown => reply.act?.f["reply_kind"];
  const ack = replies[0];
  const reply = replies.find((one) => kind(one) !== "ack" && kind(one) !== "passed-on");
  const delivered =
    opening.delivery === null ||
    opening.delivery.state === "delivered" ||
    consultation.headline === "delivered";
  const at = ack === undefined ? 0 : reply === undefined ? 1 : 2;
  const time = (instant: Instant): string => timesInWords(instant, setting.frame, setting.now).here;
  const heard = (one: (typeof replies)[number]): string =>
    time(one.own ? (readMoment(one.act?.at) ?? one.receivedAt) : one.receivedAt);
  const row = (i: number, text: string, aside: string): TrackRow => ({
    key: text,
    text,
    aside,
    at: i < at ? "past" : i === at ? "now" : "open",
  });
  return [
    hasLeft(opening)
      ? row(0, say(delivered ? panel.delivered : panel.sent), time(opening.receivedAt))
      : row(0, say(panel.notSent), ""),
    row(1, say(panel.acknowledged), ack === undefined ? say(panel.afterAck) : heard(ack)),
    // Who says that it will revert has not entered into the substance yet.
    row(
      2,
      say(consultation.headline === "holding" ? panel.holding : panel.replied),
      reply === undefined ? say(panel.afterReply) : heard(reply),
    ),
  ];
}
