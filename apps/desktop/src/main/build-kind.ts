/**
 * Set by packaging: true in test and demo builds. Where it is false, the bundler leaves out all that stands behind it,
 * so that a release holds no way to be bound to another network or to be driven by a test.
 */
declare const PARLEY_EXERCISE_BUILD: boolean;

export const EXERCISE_BUILD: boolean = PARLEY_EXERCISE_BUILD;
