import type { Instant } from "@parley/base";
import type { ActDraft } from "@parley/client";
import {
  defaultPhrases,
  PHRASE_CODES,
  RSIT,
  type Ask,
  type PhraseCode,
  type ReplyKind,
  type RsitClass,
} from "@parley/protocol";

/** Text of a field as it was typed so far; "" where there is none. */
export function textOf(draft: ActDraft, field: string): string {
  const value = draft.fields[field];
  return typeof value === "string" ? value : "";
}

/** Codes chosen in a field of several; what is no text is left out. */
export function codesOf(draft: ActDraft, field: string): readonly string[] {
  const value = draft.fields[field];
  return Array.isArray(value)
    ? (value as readonly unknown[]).filter((one): one is string => typeof one === "string")
    : [];
}

/** Member of a field that holds an object. */
function memberOf(draft: ActDraft, field: string, member: string): unknown {
  const value = draft.fields[field];
  return typeof value === "object" && value !== null && Object.hasOwn(value, member)
    ? (value as { readonly [name: string]: unknown })[member]
    : undefined;
}

/** Class and type of the RSIT, each "" until it is chosen. */
export function rsitOf(draft: ActDraft): { readonly class: string; readonly type: string } {
  const part = (member: string): string => {
    const value = memberOf(draft, "rsit", member);
    return typeof value === "string" ? value : "";
  };
  return { class: part("class"), type: part("type") };
}

/** Classes offered: `test` is none in mode real (T02-3). */
export function rsitClasses(real: boolean): readonly RsitClass[] {
  return RSIT.filter((one) => !real || one.code !== "test");
}

/** Step of the common severity scale as text; "" where none is chosen. */
export function severityOf(draft: ActDraft): string {
  const code = memberOf(draft, "severity", "code");
  return typeof code === "number" ? String(code) : "";
}

/** Requested or stated time as it was typed or chosen; "" where there is none. */
export function askOf(draft: ActDraft, name: keyof Ask): string {
  return draft.ask[name] ?? "";
}

/** What changes a draft; each answers a new draft that carries the time of the change. */
export type DraftChange = (draft: ActDraft, at: Instant) => ActDraft;

/** Sets a field; undefined or "" takes it out, so that an empty field is no field. */
export function setField(field: string, value: unknown): DraftChange {
  return (draft, at) => {
    const { [field]: _, ...others } = draft.fields;
    const empty = value === undefined || value === "" || (Array.isArray(value) && !value.length);
    const fields = empty ? others : { ...others, [field]: value };
    return { ...draft, fields, updatedAt: at };
  };
}

/** Another class asks for the type again, unless the class has one type only. */
export function setRsitClass(classCode: string): DraftChange {
  const types = RSIT.find((one) => one.code === classCode)?.types ?? [];
  const [only] = types.length === 1 ? types : [];
  return setField("rsit", classCode === "" ? "" : { class: classCode, type: only?.code ?? "" });
}

/** `code` as the select gives it: "0" to "5", or "". */
export function setSeverity(code: string): DraftChange {
  return setField("severity", code === "" ? "" : { scale: "product", code: Number(code) });
}

export function setAsk(name: keyof Ask, value: string): DraftChange {
  return (draft, at) => {
    const { [name]: _, ...others } = draft.ask;
    return { ...draft, ask: value === "" ? others : { ...others, [name]: value }, updatedAt: at };
  };
}

export function setEnvelope(part: Partial<Pick<ActDraft, "tlp" | "prec">>): DraftChange {
  return (draft, at) => ({ ...draft, ...part, updatedAt: at });
}

/** Puts a standard phrase in or takes it out; phrases stand in the order of the code list. */
export function setPhrase(code: PhraseCode, stands: boolean): DraftChange {
  return (draft, at) => ({
    ...draft,
    res: PHRASE_CODES.filter((one) => (one === code ? stands : draft.res.includes(one))),
    updatedAt: at,
  });
}

/** Another kind of reply brings its own standard phrases, and no time where it is no holding reply. */
export function setReplyKind(kind: ReplyKind): DraftChange {
  return (draft, at) => {
    const { revert: _, ...ask } = draft.ask;
    return {
      ...draft,
      fields: { ...draft.fields, reply_kind: kind },
      res: defaultPhrases({ kind: "T04", fields: { reply_kind: kind } }),
      ask: kind === "holding" ? draft.ask : ask,
      updatedAt: at,
    };
  };
}

/** Phrases that may stand in the act, as the draft came with them or as they were taken out. */
export function phrasesFor(draft: ActDraft): readonly PhraseCode[] {
  const kind = textOf(draft, "reply_kind");
  const own =
    draft.kind === "T02"
      ? (["non_attribution", "voluntary"] as const)
      : defaultPhrases({ kind: "T04", fields: { reply_kind: kind as ReplyKind } });
  return PHRASE_CODES.filter((one) => own.includes(one) || draft.res.includes(one));
}
