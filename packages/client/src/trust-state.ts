/** The one word beside a name, the same everywhere. */
export type Trust = "verified" | "not-listed" | "suspended" | "directory-behind";
