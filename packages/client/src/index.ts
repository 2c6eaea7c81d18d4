export { openClient, type OpenRefusal } from "./client.ts";
export type { ActDraft, Draft, NoteDraft } from "./draft.ts";
export type { ClientParts, DirectorySource } from "./parts.ts";
export type { FieldProblem } from "@parley/protocol";
export type { ActionRefusal, Client } from "./port.ts";
export type { ArrivalReason } from "./reasons.ts";
export { signIn, type SignInProblem } from "./sign-in.ts";
export type {
  ActEntry,
  Alarm,
  Awaited,
  ChannelMember,
  ClientSnapshot,
  Consultation,
  Delivery,
  DirectoryState,
  Entry,
  GateState,
  HoldReason,
  Me,
  NoteEntry,
  Office,
  Request,
  RoomEntry,
  Step,
  Trust,
  Unreached,
  ViewLine,
} from "./snapshot.ts";
