import { isProfileText, utf8Length } from "@parley/base";
import { readMoment } from "../moment.ts";
import type { FieldProblem } from "./problem.ts";

/** Fields as they were typed or received, and the problems found so far. */
export interface Form {
  readonly given: { readonly [field: string]: unknown };
  readonly problems: FieldProblem[];
}

export function formOf(fields: unknown): Form {
  const given =
    typeof fields === "object" && fields !== null && !Array.isArray(fields) ? fields : {};
  return { given: given as { readonly [field: string]: unknown }, problems: [] };
}

export type Need = "required" | "optional";

/** Bytes of one string of the profile. */
const STRING_BYTES = 8_192;

/** The own value of the field; nothing is inherited. Undefined where nothing was given. */
function given(form: Form, field: string): unknown {
  return Object.hasOwn(form.given, field) ? form.given[field] : undefined;
}

function problem(form: Form, field: string, reason: FieldProblem["reason"]): undefined {
  form.problems.push({ field, reason });
  return undefined;
}

function absent(form: Form, field: string, need: Need): undefined {
  return need === "required" ? problem(form, field, "required") : undefined;
}

/** Line ends become newlines, tabs spaces, and blanks at both ends go, as a person would expect. */
export function tidy(text: string): string {
  const plain = text.replace(/\r\n?/g, "\n").replaceAll("\t", " ");
  const blank = (at: number): boolean => plain[at] === " " || plain[at] === "\n";
  let [from, to] = [0, plain.length];
  while (from < to && blank(from)) from++;
  while (to > from && blank(to - 1)) to--;
  return plain.slice(from, to);
}

/** Free text of at most `most` UTF-16 units. */
export function textField(form: Form, field: string, most: number, need: Need): string | undefined {
  const value = given(form, field);
  if (value === undefined) return absent(form, field, need);
  if (typeof value !== "string") return problem(form, field, "character");
  if (value.length > 4 * STRING_BYTES) return problem(form, field, "too-long");
  const text = tidy(value);
  if (text === "") return absent(form, field, need);
  if (text.length > most || utf8Length(text) > STRING_BYTES)
    return problem(form, field, "too-long");
  return isProfileText(text) ? text : problem(form, field, "character");
}

/** A code of a closed list. */
export function codeField<const T extends string>(
  form: Form,
  field: string,
  codes: readonly T[],
  need: Need,
): T | undefined {
  const value = given(form, field);
  if (value === undefined || value === "") return absent(form, field, need);
  return codes.find((code) => code === value) ?? problem(form, field, "not-a-code");
}

/** Distinct values that a look-up knows, sorted, so that one choice has one text. */
export function setField<T extends string>(
  form: Form,
  field: string,
  known: (code: string) => T | null,
  most: number,
  need: Need,
): readonly T[] | undefined {
  const value = given(form, field);
  if (value === undefined) return absent(form, field, need);
  if (!Array.isArray(value)) return problem(form, field, "not-a-code");
  if (value.length === 0) return absent(form, field, need);
  if (value.length > most) return problem(form, field, "too-long");
  const chosen = new Set<T>();
  for (const one of value as readonly unknown[]) {
    const code = typeof one === "string" ? known(one) : null;
    if (code === null) return problem(form, field, "not-a-code");
    chosen.add(code);
  }
  return [...chosen].sort();
}

/** `YYYY-MM-DDThh:mm:ssZ`. */
export function momentField(form: Form, field: string): string | undefined {
  const value = given(form, field);
  if (value === undefined || value === "") return undefined;
  return typeof value === "string" && readMoment(value) !== null
    ? value
    : problem(form, field, "not-a-time");
}

/** An object whose members a checker reads next; its problems are named by the outer field. */
export function objectField(
  form: Form,
  field: string,
  need: Need,
): { readonly [field: string]: unknown } | undefined {
  const value = given(form, field);
  if (value === undefined) return absent(form, field, need);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return problem(form, field, "not-a-code");
  return value as { readonly [field: string]: unknown };
}

/** The object without the members that were not given. */
export function present<T extends object>(fields: {
  readonly [name in keyof T]: T[name] | undefined;
}): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
