import type { ActHash, Instant, Level, RecordId } from "@parley/base";
import type { ActDraft, ActEntry, Consultation } from "@parley/client";
import { defaultPhrases, defaultTlp, type Act, type ReplyKind } from "@parley/protocol";

/** What every new draft needs; `id` is new and random. */
interface Start {
  readonly id: string;
  readonly now: Instant;
}

/** An opening notification to the offices of `roster`, or one more in an open channel (`roster` empty). */
export function notificationDraft(
  start: Start & {
    readonly level: Level;
    readonly roster: readonly RecordId[];
    readonly channel?: ActHash;
  },
): ActDraft {
  return {
    id: start.id,
    kind: "T02",
    channel: start.channel ?? null,
    re: null,
    roster: start.roster,
    tlp: defaultTlp(start.level),
    prec: "priority",
    ask: {},
    res: ["non_attribution", "voluntary"],
    fields: { stage: "early-warning" },
    updatedAt: start.now,
  };
}

/** The newest version of a notification that has effect: the act itself, or the last own act that goes back to it. */
export function newestVersion(consultation: Consultation, re: ActHash): Act | null {
  const acts = consultation.entries.filter((one): one is ActEntry => one.kind === "act");
  const thread = new Set<string>([re]);
  let newest: Act | null = null;
  for (const { hash, act, effect } of acts.toSorted((a, b) => a.position - b.position)) {
    const follows = act?.re !== undefined && thread.has(act.re);
    if (act?.kind !== "T02" || (hash !== re && !follows)) continue;
    thread.add(hash);
    if (effect === "yes") newest = act;
  }
  return newest;
}

/** An update begins with what was said last; requested times begin anew. */
export function updateDraft(
  start: Start & {
    readonly consultation: Consultation;
    readonly channel: ActHash;
    readonly re: ActHash;
  },
): ActDraft {
  const last = newestVersion(start.consultation, start.re);
  const draft = notificationDraft({
    ...start,
    level: start.consultation.level,
    roster: [],
  });
  if (last === null) return { ...draft, re: start.re, fields: { stage: "update" } };
  return {
    ...draft,
    re: start.re,
    tlp: last.tlp,
    prec: last.prec ?? null,
    res: last.res,
    fields: { ...last.f, stage: "update" },
  };
}

/** A reply to `re`. It takes the marking of what it answers, and asks for nothing. */
export function replyDraft(
  start: Start & {
    readonly consultation: Consultation;
    readonly channel: ActHash;
    readonly re: ActHash;
    readonly kind?: ReplyKind;
  },
): ActDraft {
  const answered = start.consultation.entries.find(
    (one): one is ActEntry => one.kind === "act" && one.hash === start.re,
  );
  const kind = start.kind;
  return {
    id: start.id,
    kind: "T04",
    channel: start.channel,
    re: start.re,
    roster: [],
    tlp: answered?.act?.tlp ?? defaultTlp(start.consultation.level),
    prec: answered?.act?.prec ?? null,
    ask: {},
    res: kind === undefined ? [] : defaultPhrases({ kind: "T04", fields: { reply_kind: kind } }),
    fields: kind === undefined ? {} : { reply_kind: kind },
    updatedAt: start.now,
  };
}
