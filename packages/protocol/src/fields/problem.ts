/** One field of a template that cannot be signed as it stands. */
export interface FieldProblem {
  /** Name as in the template; `ask.revert` for a time of the envelope that the template needs. */
  readonly field: string;
  readonly reason:
    | "required"
    | "too-long"
    | "not-a-code"
    | "not-a-time"
    | "in-the-past"
    | "order"
    | "character";
}
