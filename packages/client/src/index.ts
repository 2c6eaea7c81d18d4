export { openClient } from "./client.ts";
export type { OpenRefusal } from "./open-core.ts";
export type {
  DeviceView,
  DirectoryChange,
  EnrolmentView,
  HeadView,
  ProposedDevice,
  ProposedOperation,
  RecordView,
  ResetView,
  ToSign,
  WishKind,
  WishView,
} from "./directory-view.ts";
export { readDeviceRequest, type DeviceRequest } from "./device-request.ts";
export type { ActDraft, Draft, NoteDraft } from "./draft.ts";
export { enrol, type EnrolParts, type EnrolProblem } from "./enrol.ts";
export type { LineDesk, LineDeskSnapshot, LineHandler, LineView } from "./line-desk.ts";
export { openLineDesk, type LineDeskParts } from "./open-line-desk.ts";
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
