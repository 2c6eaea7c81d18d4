import { type Result } from "./result.ts";

/** The small JSON that signed bytes are written in: no floats, no null, keys in byte order. */
export type ProfileValue =
  | string
  | number
  | boolean
  | readonly ProfileValue[]
  | { readonly [key: string]: ProfileValue };

/** Why a text is not canonical JSON of the profile. */
export type ProfileRefusal = "too-large" | "not-json" | "too-deep" | "too-many-members" | "string-too-long" | "number" | "null" | "key" | "character" | "not-canonical";

/** Sizes in bytes of UTF-8. */
export interface ProfileLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly members: number;
  readonly string: number;
}

export function parseProfile(_text: string, _limits: ProfileLimits): Result<ProfileValue, ProfileRefusal> {
  throw new Error("being written");
}

export function encodeProfile(_value: ProfileValue): string {
  throw new Error("being written");
}
