import type { ActHash, KeyId, Level, RecordId, StateCode } from "@parley/base";
import type { Ask } from "../act.ts";
import type { End, StandingReply } from "./words.ts";

/** A version of a request, as far as the view over the clock reads it. */
export interface Version {
  readonly act: ActHash;
  /** Claimed time. */
  readonly at: string;
  readonly ask: Ask;
}

/** A request with all its versions, known by the hash of its first. */
export interface Thread {
  readonly kind: string;
  readonly by: StateCode;
  readonly to: readonly StateCode[];
  /** Not withdrawn, and its State takes part. */
  readonly open: boolean;
  readonly withdrawn: boolean;
  /** Brought here from another channel; asks nobody until somebody replies to it here. */
  readonly carried: boolean;
  /** Versions that no other has in its past; more than one where two were signed concurrently. */
  readonly newest: readonly Version[];
  readonly replies: ReadonlyMap<StateCode, StandingReply>;
  /** States with any reply, `ack` among them. */
  readonly acknowledged: readonly StateCode[];
  /** States whose standing reply does not have the newest version in its past. */
  readonly behind: readonly StateCode[];
  /** Times that standing holding replies name, where they name one. */
  readonly reverts: ReadonlyMap<StateCode, readonly string[]>;
}

export type ProposalState = "made" | "withdrawn" | "stale" | "declined" | "pending";

export interface Proposal {
  readonly kind: string;
  readonly by: StateCode;
  readonly needed: readonly StateCode[];
  readonly state: ProposalState;
  readonly replies: ReadonlyMap<StateCode, StandingReply>;
  readonly acknowledged: readonly StateCode[];
  /** Made, and an accept under it is by a key that was disabled since. */
  readonly restsOnDisabled: boolean;
}

/** Two or more acts of one key at one place of its chain (ACT-2): all kept, folded as concurrent. */
export interface Fork {
  readonly key: KeyId;
  readonly state: StateCode | null;
  readonly prev: ActHash | null;
  readonly acts: readonly ActHash[];
}

/** A device that a colleague's act names, by the id of its act key. */
export interface SignedFor {
  readonly rec: RecordId;
  readonly key: KeyId;
  readonly act: ActHash;
}

/** What holds in a channel, by its acts and the directory alone: no clock, no device, no order of arrival. */
export interface Facts {
  /** False while no opening act has effect; everything else is empty then. */
  readonly opened: boolean;
  readonly parties: readonly StateCode[];
  readonly initiator: StateCode | null;
  readonly level: Level | null;
  readonly facilitator: StateCode | null;
  /** Null where the opening names no facilitator. */
  readonly facilitation: "in" | "out" | null;
  /** Parties that take part. */
  readonly active: readonly StateCode[];
  readonly ends: ReadonlyMap<StateCode, End>;
  /** Parties bound by a common closing. */
  readonly bound: readonly StateCode[];
  readonly paused: readonly StateCode[];
  /** Per pause that counts: the time to resume that it names, or null. */
  readonly resumeTimes: readonly (string | null)[];
  readonly threads: ReadonlyMap<ActHash, Thread>;
  readonly proposals: ReadonlyMap<ActHash, Proposal>;
  readonly made: readonly ActHash[];
  readonly moved: boolean;
  readonly roster: ReadonlyMap<StateCode, readonly RecordId[]>;
  /** New devices that a State has signed for and not taken back (TRUST-2), with the newest act that says so. */
  readonly devices: readonly SignedFor[];
  /** Made admissions for which no channel was opened yet. */
  readonly toLink: readonly ActHash[];
  readonly links: readonly ActHash[];
  readonly forks: readonly Fork[];
  /** Number of acts that wait for their past. */
  readonly missing: number;
}

export const NO_FACTS: Facts = {
  opened: false,
  parties: [],
  initiator: null,
  level: null,
  facilitator: null,
  facilitation: null,
  active: [],
  ends: new Map(),
  bound: [],
  paused: [],
  resumeTimes: [],
  threads: new Map(),
  proposals: new Map(),
  made: [],
  moved: false,
  roster: new Map(),
  devices: [],
  toLink: [],
  links: [],
  forks: [],
  missing: 0,
};

/** What a State has said to a request, in one word. */
export function replyWord(
  thread: Thread,
  state: StateCode,
): StandingReply | "acknowledged" | "none" {
  return (
    thread.replies.get(state) ?? (thread.acknowledged.includes(state) ? "acknowledged" : "none")
  );
}

/** An answer on the substance; holding and declining are none. */
export function isSubstantive(reply: StandingReply | null | undefined): boolean {
  return reply === "answer" || reply === "accept" || reply === "conditions" || reply === "counter";
}

/** Carried requests count once somebody has replied to them here. */
export function countsHere(thread: Thread): boolean {
  return !thread.carried || thread.replies.size > 0 || thread.acknowledged.length > 0;
}
