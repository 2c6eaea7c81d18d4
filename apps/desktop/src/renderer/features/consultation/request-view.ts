import { type ActHash, type Instant, type StateCode } from "@parley/base";
import type { ActEntry, Request } from "@parley/client";
import { readMoment } from "@parley/protocol";
import { actTitle, stateName, timesInWords, type TimesInWords } from "../../acts/index.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { lengthOf } from "../../words/length.ts";
import { say, type Message } from "../../words/message.ts";
import { others, type Setting } from "./setting.ts";

/** A requested time as a neutral meter: one colour from start to end. */
export interface MeterView {
  readonly label: string;
  readonly times: TimesInWords;
  /** Share that has gone, 0 to 1. */
  readonly value: number;
  /** "33 min of 24 h; a wish, not a duty", or what was not received by then. */
  readonly text: string;
  readonly spoken: string;
  readonly passed: boolean;
}

/** What one State has said to a request. */
export interface ReplyView {
  readonly state: string;
  readonly reply: string;
  readonly look: "yes" | "wait" | "no" | "talk";
}

export interface RequestView {
  readonly act: ActHash;
  readonly title: string;
  readonly askedBy: string;
  readonly replies: readonly ReplyView[];
  readonly meters: readonly MeterView[];
}

export function requestViews(setting: Setting): readonly RequestView[] {
  return setting.consultation.requests.map((request) => requestView(request, setting));
}

function requestView(request: Request, setting: Setting): RequestView {
  const entry = setting.acts.get(request.act);
  const act = entry?.act ?? null;
  const title = act === null ? request.kind : actTitle(act);
  return {
    act: request.act,
    title: entry === undefined ? title : say(words.panel.asked, { title, n: entry.position }),
    askedBy: say(words.panel.askedBy, { state: named(request.by, setting) }),
    replies: others(Object.keys(request.replies) as StateCode[], null).map((state) =>
      replyView(state, request.replies[state] ?? "none", setting),
    ),
    meters: entry === undefined ? [] : metersOf(request, entry, setting),
  };
}

function named(state: StateCode, setting: Setting): string {
  const name = stateName(state);
  return state === setting.here ? say(words.you, { name }) : name;
}

const REPLIES: { readonly [reply: string]: Message } = words.panel.reply;
const LOOKS: { readonly [reply: string]: ReplyView["look"] } = {
  none: "wait",
  holding: "talk",
  decline: "no",
  withdraw: "no",
};

function replyView(state: StateCode, reply: string, setting: Setting): ReplyView {
  const said = Object.hasOwn(REPLIES, reply) ? REPLIES[reply] : undefined;
  return {
    state: named(state, setting),
    reply: said === undefined ? reply : say(said),
    look: LOOKS[reply] ?? "yes",
  };
}

/** A time stays in sight while somebody is still awaited by it. */
function metersOf(request: Request, entry: ActEntry, setting: Setting): readonly MeterView[] {
  const { panel } = words;
  const since = readMoment(entry.act?.at) ?? entry.receivedAt;
  const replies = Object.entries(request.replies);
  const unread = replies.some(([, reply]) => reply === "none");
  const silent = replies.some(([, reply]) => reply === "none" || reply === "acknowledged");
  const meters: MeterView[] = [];
  const ack = readMoment(request.ask.ack);
  if (ack !== null && unread) {
    const passed = say(panel.ackPassed);
    meters.push(meterOf(say(panel.ackBy), since, ack, setting, panel.elapsed, passed));
  }
  const reply = readMoment(request.ask.reply);
  if (reply !== null && silent) {
    const passed = `${say(panel.replyPassed)} ${say(panel.welcome)}`;
    meters.push(meterOf(say(panel.replyBy), since, reply, setting, panel.elapsed, passed));
  }
  for (const [state, said] of replies) {
    const holding = said === "holding" ? newestHolding(state, request.act, setting) : undefined;
    const until = readMoment(holding?.act?.ask.revert);
    if (holding === undefined || until === null) continue;
    const name = stateName(state);
    const from = readMoment(holding.act?.at) ?? holding.receivedAt;
    const passed = `${say(panel.revertPassed, { state: name })} ${say(panel.welcome)}`;
    const label = say(panel.revertBy, { state: name });
    meters.push(meterOf(label, from, until, setting, panel.elapsedOwn, passed));
  }
  return meters;
}

function newestHolding(state: string, request: ActHash, setting: Setting): ActEntry | undefined {
  const versions = versionsOf(request, setting);
  return [...setting.acts.values()]
    .filter(
      (one) =>
        one.state === state &&
        one.effect === "yes" &&
        one.act?.re !== undefined &&
        versions.has(one.act.re) &&
        one.act.f["reply_kind"] === "holding",
    )
    .at(-1);
}

/** A request and the updates that go back to it: they are one target (FOLD-2). */
function versionsOf(request: ActHash, setting: Setting): ReadonlySet<string> {
  const versions = new Set<string>([request]);
  for (const { act, hash } of setting.acts.values()) {
    if (act?.kind === "T02" && act.re !== undefined && versions.has(act.re)) versions.add(hash);
  }
  return versions;
}

const MINUTE = 60_000;

function meterOf(
  label: string,
  signed: Instant,
  until: Instant,
  setting: Setting,
  elapsed: Message<{ gone: string; whole: string }>,
  passedWords: string,
): MeterView {
  const { now } = setting;
  const passed = now > until;
  // Times are asked in full minutes: "4 h", not "3 h 59 min" because the act was signed some seconds into one.
  const since = signed - (signed % MINUTE);
  const span = { gone: lengthOf(Math.min(now, until) - since), whole: lengthOf(until - since) };
  return {
    label,
    times: timesInWords(until, setting.frame, now),
    value: passed || until <= since ? 1 : Math.max(0, (now - since) / (until - since)),
    text: passed ? passedWords : say(elapsed, span),
    spoken: say(words.panel.elapsedSpoken, span),
    passed,
  };
}
