import { accept, parseRecordId, refuse, type RecordId, type Result } from "@parley/base";
import { codeField, formOf } from "./form.ts";
import type { FieldProblem } from "./problem.ts";

const ROSTER_OPS = ["add", "remove"] as const;
export type RosterOp = (typeof ROSTER_OPS)[number];

/** A State adds or removes one of its own records (ROSTER-1). */
export interface RosterFields {
  readonly op: RosterOp;
  readonly rec: RecordId;
}

/** The fields of a `roster` act by themselves; whether the record may come or go, the directory says. */
export function checkRoster(fields: unknown): Result<RosterFields, readonly FieldProblem[]> {
  const form = formOf(fields);
  const op = codeField(form, "op", ROSTER_OPS, "required");
  const rec = parseRecordId(Object.hasOwn(form.given, "rec") ? form.given["rec"] : undefined);
  if (rec === null) form.problems.push({ field: "rec", reason: "not-a-code" });
  return op === undefined || rec === null ? refuse(form.problems) : accept({ op, rec });
}
