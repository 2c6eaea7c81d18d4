/** Levels of a consultation, lowest first (a channel has exactly one). */
export const LEVELS = ["technical", "policy", "senior"] as const;
export type Level = (typeof LEVELS)[number];

/** What a directory record lets an office do. */
export const POWERS = ["open", "answer", "raise", "close", "clear", "directory"] as const;
export type Power = (typeof POWERS)[number];

/** Exercise traffic is bound to its channel and looks different everywhere. */
export const MODES = ["real", "exercise", "check"] as const;
export type Mode = (typeof MODES)[number];
