import {
  LEVELS,
  parseRecordId,
  type ActHash,
  type Level,
  type RecordId,
  type StateCode,
} from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import {
  checkT02,
  checkT04,
  PHRASE_CODES,
  PRECEDENCE,
  readMoment,
  TLP,
  type Ask,
  type Content,
  type FieldProblem,
  type PhraseCode,
} from "@parley/protocol";
import type { Core } from "./core.ts";
import type { ActDraft } from "./draft.ts";
import { modeOf } from "./own.ts";
import type { Chosen } from "./sign.ts";

/** Whom an opening addresses, and at which level they can speak with each other. */
export interface Circle {
  readonly level: Level;
  readonly parties: readonly StateCode[];
  readonly roster: readonly RecordId[];
}

export interface CheckedDraft {
  readonly problems: readonly FieldProblem[];
  /** Null while there are problems. */
  readonly content: Content | null;
  /** Null unless the draft opens a consultation with listed offices. */
  readonly circle: Circle | null;
}

/** What is missing before a draft can be signed, and what would be signed. */
export function checkActDraft(core: Core, draft: ActDraft): CheckedDraft {
  const problems: FieldProblem[] = [...envelopeProblems(core, draft)];
  const content = contentOf(core, draft, problems);
  const circle = draft.channel === null ? circleOf(core, draft, problems) : null;
  if (draft.kind === "T04" && draft.re === null) problems.push({ field: "re", reason: "required" });
  if (draft.kind === "T04" && draft.channel === null)
    problems.push({ field: "channel", reason: "required" });
  return { problems, content: problems.length === 0 ? content : null, circle };
}

function contentOf(core: Core, draft: ActDraft, problems: FieldProblem[]): Content | null {
  if (draft.kind === "T02") {
    const checked = checkT02(draft.fields, modeOfDraft(core, draft.channel));
    if (checked.ok) return { kind: "T02", fields: checked.value };
    problems.push(...checked.refusal);
  } else {
    const checked = checkT04(draft.fields, draft.ask);
    if (checked.ok) return { kind: "T04", fields: checked.value };
    problems.push(...checked.refusal);
  }
  return null;
}

function modeOfDraft(core: Core, channel: ActHash | null): ReturnType<typeof modeOf> {
  const opened = channel === null ? undefined : core.state.channels.get(channel);
  return opened?.opening.act.mode ?? modeOf(core.state);
}

function envelopeProblems(core: Core, draft: ActDraft): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!TLP.includes(draft.tlp)) problems.push({ field: "tlp", reason: "not-a-code" });
  if (draft.prec !== null && !PRECEDENCE.includes(draft.prec))
    problems.push({ field: "prec", reason: "not-a-code" });
  if (draft.res.some((code) => !isPhrase(code)))
    problems.push({ field: "res", reason: "not-a-code" });
  return [...problems, ...askProblems(draft.ask, core.now())];
}

/** Requested times are moments to come, and nobody can reply before having read. */
function askProblems(ask: Ask, now: number): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const name of ["ack", "reply", "revert"] as const) {
    const text = ask[name];
    if (text === undefined) continue;
    const moment = readMoment(text);
    if (moment === null) problems.push({ field: `ask.${name}`, reason: "not-a-time" });
    else if (moment <= now) problems.push({ field: `ask.${name}`, reason: "in-the-past" });
  }
  const [ack, reply] = [readMoment(ask.ack), readMoment(ask.reply)];
  if (ack !== null && reply !== null && reply < ack)
    problems.push({ field: "ask.reply", reason: "order" });
  return problems;
}

function circleOf(core: Core, draft: ActDraft, problems: FieldProblem[]): Circle | null {
  const own = core.office;
  if (own === null) return null;
  const wanted = [...new Set(draft.roster)].filter((rec) => rec !== own.id);
  const records = wanted
    .map((rec) => (parseRecordId(rec) === null ? null : core.state.log.recordOf(rec)))
    .filter((record): record is DirectoryRecord => record !== null && record.devices.length > 0);
  const level = LEVELS.find((one) =>
    [own, ...records].every((record) => record.level.includes(one)),
  );
  const parties = [...new Set([own, ...records].map(({ state }) => state))].toSorted();
  if (wanted.length === 0 || parties.length < 2)
    problems.push({ field: "roster", reason: "required" });
  else if (
    records.length < wanted.length ||
    level === undefined ||
    records.some(({ kind }) => kind === "service")
  )
    problems.push({ field: "roster", reason: "not-a-code" });
  if (level === undefined || parties.length < 2) return null;
  return { level, parties, roster: [own.id, ...records.map(({ id }) => id)].toSorted() };
}

/** The envelope's part of a checked draft. */
export function chosenOf(draft: ActDraft, to: readonly StateCode[]): Chosen {
  return {
    to,
    tlp: draft.tlp,
    ask: draft.ask,
    ...(draft.re === null ? {} : { re: draft.re }),
    ...(draft.prec === null ? {} : { prec: draft.prec }),
    // Also none: a phrase that its author took out does not come back.
    res: [...new Set(draft.res.filter(isPhrase))],
  };
}

function isPhrase(code: string): code is PhraseCode {
  return PHRASE_CODES.some((one) => one === code);
}
