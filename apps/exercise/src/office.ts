import { parseRecordId, parseStateCode, type RecordId, type StateCode } from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import { isExerciseState } from "@parley/protocol";

/** An office that takes part in the exercise, before it has an account and devices. */
export interface Office {
  readonly id: RecordId;
  readonly state: StateCode;
  readonly level: DirectoryRecord["level"];
  readonly powers: DirectoryRecord["powers"];
  /** As its ticket has it; long enough to be looked for in everything that the homeserver keeps. */
  readonly title: string;
}

/** The `n`th technical Point of Contact of an exercise State, `xa-tech-1` for ("XA", 1); signs for its State. */
export function technicalOffice(code: string, n: number): Office {
  return officeOf(code, `tech-${n}`, {
    level: ["technical"],
    powers: ["open", "answer", "close", "directory"],
    title: `Duty desk ${n} for networks of ${code}`,
  });
}

/** The `n`th policy Point of Contact of an exercise State, `xa-policy-1` for ("XA", 1). */
export function policyOffice(code: string, n: number): Office {
  return officeOf(code, `policy-${n}`, {
    level: ["policy"],
    powers: ["open", "answer", "raise", "close"],
    title: `Cyber policy unit ${n} of ${code}`,
  });
}

function officeOf(code: string, name: string, rest: Omit<Office, "id" | "state">): Office {
  const state = parseStateCode(code);
  const id = parseRecordId(`${code.toLowerCase()}-${name}`);
  if (state === null || id === null || !isExerciseState(code)) {
    throw new Error(`${code} is no exercise State`);
  }
  return { id, state, ...rest };
}
