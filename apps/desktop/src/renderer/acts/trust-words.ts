import type { Trust } from "@parley/client";
import type { ShieldState } from "../ui/Shield.tsx";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";

const SHIELDS: { readonly [trust in Trust]: ShieldState } = {
  verified: "verified",
  "not-listed": "unlisted",
  suspended: "suspended",
  "directory-behind": "behind",
};

/** How far a name is backed by the directory: its shield and its word, the same wherever the name stands. */
export interface TrustView {
  readonly shield: ShieldState;
  readonly text: string;
}

export function trustWords(trust: Trust): TrustView {
  return { shield: SHIELDS[trust], text: say(words[trust]) };
}

/** Weakest last: of several offices the one that needs a look stands for all. */
const STRENGTH: readonly Trust[] = ["verified", "directory-behind", "suspended", "not-listed"];

/** The weakest of several; null where there is none. */
export function weakest(all: readonly Trust[]): Trust | null {
  return STRENGTH.findLast((trust) => all.includes(trust)) ?? null;
}
