import { LEVELS, POWERS, type Level, type Power } from "@parley/base";
import tableJson from "./table.json" with { type: "json" };
import {
  CLASSES,
  ENDS,
  HEADLINE_CONDITIONS,
  NEEDS,
  NO_EFFECT,
  PARTY_CONDITIONS,
  REPLIES,
  ROLES,
  TARGET_SETS,
  VIEW_LINES,
  type ActClass,
  type End,
  type HeadlineCondition,
  type Need,
  type NoEffect,
  type PartyCondition,
  type ReplyClass,
  type Role,
  type StandingReply,
  type TargetSet,
  type ViewLineId,
} from "./words.ts";

/** What one kind of act is, who may sign it, at which level, with which power, and what it may refer to. */
export interface ActRow {
  readonly class: ActClass;
  readonly reply: ReplyClass | null;
  readonly end: End | null;
  readonly who: readonly Role[];
  readonly level: readonly Level[];
  /** Levels that may sign it with a release by a second person in the act. */
  readonly cleared: readonly Level[];
  /** With these fields every level may sign it. */
  readonly freeIf: { readonly [field: string]: unknown } | null;
  /** `of-target`: the power that the target's own kind needs. */
  readonly power: Power | "none" | "of-target";
  readonly re: "none" | "opt" | "req";
  readonly targets: readonly { readonly of: "own" | "other" | "any"; readonly what: string }[];
  /** Only while the State takes part. */
  readonly active: boolean;
}

/** A row that matches while all its conditions hold. */
export interface NamedRow<Condition> {
  readonly name: string;
  readonly if: readonly Condition[];
  readonly says: string;
}

/** A step, and what is checked in order before it is offered. */
export interface PermissionRow {
  readonly offer: string;
  readonly needs: readonly Need[];
  readonly on: TargetSet | null;
  /** Reason shown where the set of targets is empty. */
  readonly else: string | null;
}

/** The rules of the fold as data. */
export interface FoldTable {
  readonly acts: ReadonlyMap<string, ActRow>;
  /** First in the list counts, of several that no later one has in its past. */
  readonly replyRank: readonly StandingReply[];
  readonly endRank: readonly End[];
  /** Code of the reply form to the class of reply. */
  readonly replyCodes: ReadonlyMap<string, ReplyClass>;
  readonly openingKinds: readonly string[];
  /** Sentence for each reason why an act has no effect. */
  readonly noEffect: ReadonlyMap<NoEffect, string>;
  readonly headlines: readonly NamedRow<HeadlineCondition>[];
  readonly partyStates: readonly NamedRow<PartyCondition>[];
  readonly permissions: readonly PermissionRow[];
  /** Sentence for each reason why a step is not offered. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly viewSays: ReadonlyMap<ViewLineId, string>;
  /** Headlines that a passed requested time stands over. */
  readonly lapsedOver: readonly string[];
  /** Headlines of channels that come after live ones. */
  readonly ended: readonly string[];
}

type Fields = { readonly [name: string]: unknown };

function fields(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error("fold table: fields expected");
  return value as Fields;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("fold table: list expected");
  return value;
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error("fold table: text expected");
  return value;
}

function word<Word extends string>(words: readonly Word[], value: unknown): Word {
  const found = words.find((one) => one === value);
  if (found === undefined) throw new Error(`fold table: unknown word ${String(value)}`);
  return found;
}

function words<Word extends string>(known: readonly Word[], value: unknown): readonly Word[] {
  return list(value ?? []).map((one) => word(known, one));
}

function map<Key extends string, Value>(
  value: unknown,
  key: (name: string) => Key,
  read: (value: unknown) => Value,
): ReadonlyMap<Key, Value> {
  return new Map(Object.entries(fields(value)).map(([name, one]) => [key(name), read(one)]));
}

function readAct(value: unknown): ActRow {
  const row = fields(value);
  return {
    class: word(CLASSES, row["class"]),
    reply: row["reply"] === undefined ? null : word(REPLIES, row["reply"]),
    end: row["end"] === undefined ? null : word(ENDS, row["end"]),
    who: words(ROLES, row["who"]),
    level: words(LEVELS, row["level"]),
    cleared: words(LEVELS, row["cleared"]),
    freeIf: row["free_if"] === undefined ? null : fields(row["free_if"]),
    power: word([...POWERS, "none", "of-target"], row["power"] ?? "none"),
    re: word(["none", "opt", "req"], row["re"] ?? "none"),
    targets: list(row["targets"] ?? []).map((pair) => ({
      of: word(["own", "other", "any"], list(pair)[0]),
      what: text(list(pair)[1]),
    })),
    active: row["active"] === true,
  };
}

function readNamed<Word extends string>(
  known: readonly Word[],
  value: unknown,
): readonly NamedRow<Word>[] {
  return list(value).map((one) => {
    const row = fields(one);
    return { name: text(row["name"]), if: words(known, row["if"]), says: text(row["says"]) };
  });
}

/** Gives the table its types; throws on a word that the code does not know, since that is a bug. */
export function readTable(value: unknown): FoldTable {
  const raw = fields(value);
  const ranks = fields(raw["ranks"]);
  const view = fields(raw["view"]);
  return {
    acts: map(raw["acts"], text, readAct),
    replyRank: words(
      ["withdraw", "decline", "counter", "holding", "conditions", "accept", "answer"],
      ranks["reply"],
    ),
    endRank: words(ENDS, ranks["end"]),
    replyCodes: map(raw["reply_codes"], text, (one) => word(REPLIES, one)),
    openingKinds: list(fields(raw["opening"])["kinds"]).map(text),
    noEffect: map(raw["reasons_no_effect"], (name) => word(NO_EFFECT, name), text),
    headlines: readNamed(HEADLINE_CONDITIONS, raw["headlines"]),
    partyStates: readNamed(PARTY_CONDITIONS, raw["party_states"]),
    permissions: list(raw["permissions"]).map((one) => {
      const row = fields(one);
      return {
        offer: text(row["offer"]),
        needs: words(NEEDS, row["needs"]),
        on: row["on"] === undefined ? null : word(TARGET_SETS, row["on"]),
        else: row["else"] === undefined ? null : text(row["else"]),
      };
    }),
    reasons: map(raw["reasons"], text, text),
    viewSays: new Map(
      list(view["rows"]).map((one) => {
        const row = fields(one);
        return [word(VIEW_LINES, row["id"]), text(row["says"])];
      }),
    ),
    lapsedOver: list(view["lapsed_over"]).map(text),
    ended: list(fields(raw["consultation"])["ended"]).map(text),
  };
}

/** The table of this version. */
export const FOLD_TABLE: FoldTable = readTable(tableJson);

/** Class of a kind; null where the table has no row for it. */
export function classOf(table: FoldTable, kind: string): ActClass | null {
  return table.acts.get(kind)?.class ?? null;
}
