import { parseRecordId, parseStateCode, type RecordId, type StateCode } from "@parley/base";
import type { DirectoryRecord } from "@parley/directory";
import { isExerciseState } from "@parley/protocol";

/** An office that takes part in the exercise, before it has an account and devices. */
export interface Office {
  readonly id: RecordId;
  readonly state: StateCode;
  readonly level: DirectoryRecord["level"];
  readonly powers: DirectoryRecord["powers"];
}

/** The `n`th technical Point of Contact of an exercise State, `xa-tech-1` for ("XA", 1). */
export function technicalOffice(code: string, n: number): Office {
  const state = parseStateCode(code);
  const id = parseRecordId(`${code.toLowerCase()}-tech-${n}`);
  if (state === null || id === null || !isExerciseState(code)) {
    throw new Error(`${code} is no exercise State`);
  }
  return { id, state, level: ["technical"], powers: ["open", "answer", "close"] };
}
