/**
 * What can be wrong with the file that `--exercise` names: it cannot be read; it is larger than such a file ever is; it
 * is not JSON; it does not hold exactly the six texts; its homeserver is neither https nor on this machine; its account
 * is no full Matrix user id; its request or log is no absolute path to a file of its own.
 */
export const EXERCISE_PROBLEMS = [
  "unreadable",
  "too-large",
  "not-json",
  "shape",
  "homeserver",
  "account",
  "paths",
] as const;

export type ExerciseProblem = (typeof EXERCISE_PROBLEMS)[number];
