import { accept, refuse, type Result } from "@parley/base";
import type { Ask } from "../act.ts";
import { ANSWER_KINDS, REPLY_KINDS, type AnswerKind, type ReplyKind } from "../codes/reply.ts";
import { codeField, formOf, present, textField, type Form } from "./form.ts";
import type { FieldProblem } from "./problem.ts";

/** Reply. Texts in UTF-16 units. */
export interface T04Fields {
  readonly reply_kind: ReplyKind;
  /** ≤ 4,000. Not with an acknowledgement, which says one thing only; required with a counter-proposal. */
  readonly text?: string;
  /** Answers to the numbered questions of a request, ascending by number, ≤ 10. */
  readonly answers?: readonly Answer[];
  /** ≤ 2,000; required with `accept-conditions`. */
  readonly conditions?: string;
  /** ≤ 500; required with `not-our-competence` and `other-channel`. */
  readonly redirect_to?: string;
}

export interface Answer {
  /** Number of the question, 1 to 10. */
  readonly n: number;
  readonly kind: AnswerKind;
  /** ≤ 1,000. */
  readonly text?: string;
}

const READ_ONLY: readonly ReplyKind[] = ["ack", "passed-on"];
const REDIRECTS: readonly ReplyKind[] = ["not-our-competence", "other-channel"];

/** Checks what was typed or received; `ask` is that of the envelope, where the time of a holding reply stands. */
export function checkT04(
  fields: unknown,
  ask: Ask = {},
): Result<T04Fields, readonly FieldProblem[]> {
  const form = formOf(fields);
  const kind = codeField(form, "reply_kind", REPLY_KINDS, "required");
  if (kind === "holding" && ask.revert === undefined)
    form.problems.push({ field: "ask.revert", reason: "required" });
  const conditional = (field: string, most: number, when: boolean): string | undefined =>
    when ? textField(form, field, most, "required") : undefined;
  const checked = {
    reply_kind: kind,
    text:
      kind === undefined || READ_ONLY.includes(kind)
        ? undefined
        : textField(form, "text", 4_000, kind === "counter-proposal" ? "required" : "optional"),
    answers: kind === "information" || kind === "partial" ? answersField(form) : undefined,
    conditions: conditional("conditions", 2_000, kind === "accept-conditions"),
    redirect_to: conditional("redirect_to", 500, kind !== undefined && REDIRECTS.includes(kind)),
  };
  return form.problems.length > 0
    ? refuse(form.problems)
    : accept(
        present<T04Fields>(checked as { readonly [name in keyof T04Fields]: T04Fields[name] }),
      );
}

function answersField(form: Form): readonly Answer[] | undefined {
  const given = Object.hasOwn(form.given, "answers") ? form.given["answers"] : undefined;
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) {
    form.problems.push({ field: "answers", reason: "not-a-code" });
    return undefined;
  }
  if (given.length > 10) {
    form.problems.push({ field: "answers", reason: "too-long" });
    return undefined;
  }
  const answers: Answer[] = [];
  for (const one of given as readonly unknown[]) {
    const inner = formOf(one);
    const n = inner.given["n"];
    const kind = codeField(inner, "kind", ANSWER_KINDS, "required");
    const text = textField(inner, "text", 1_000, "optional");
    const numbered = typeof n === "number" && Number.isInteger(n) && n >= 1 && n <= 10;
    const reason = inner.problems[0]?.reason ?? (numbered ? null : "not-a-code");
    if (reason !== null || kind === undefined || !numbered) {
      form.problems.push({ field: "answers", reason: reason ?? "not-a-code" });
      return undefined;
    }
    answers.push(present<Answer>({ n, kind, text }));
  }
  if (answers.some((one, i) => i > 0 && one.n <= (answers[i - 1]?.n ?? 0))) {
    form.problems.push({ field: "answers", reason: "order" });
    return undefined;
  }
  return answers.length === 0 ? undefined : answers;
}
