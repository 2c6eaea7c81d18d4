import type { Result } from "@parley/base";

/** What was answered; throws where it was refused, for whoever does not expect that. */
export function granted<T>(answer: Result<T, unknown>): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}
