export type { DirectoryRecord, ListedDevice, RecordKind } from "./record.ts";
export { makeRoot, parseRoot, type RootOptions, type RootRefusal, type TrustRoot } from "./root.ts";
export {
  signEntry,
  type Entry,
  type EntryContent,
  type OfficerKeys,
  type Operation,
} from "./entry.ts";
export { LOG_REFUSALS, type LogRefusal, type LogRefusalReason } from "./refusal.ts";
export type { DeviceOfRecord, Head, Log } from "./log.ts";
export { appendEntry, readLog } from "./read-log.ts";
export {
  compareLogs,
  placeHead,
  takeUpLog,
  type Comparison,
  type NamedHead,
  type OfferRefusal,
} from "./compare.ts";
export { keyIdOf } from "./key-id.ts";
export {
  makeListingRequest,
  parseListingRequest,
  type ListingRequest,
  type ListingRequestRefusal,
} from "./listing-request.ts";
export {
  checkRoster,
  checkRosterChange,
  type Circle,
  type RosterChangeRefusal,
  type RosterRefusal,
} from "./roster.ts";
export {
  readVerdict,
  type ReadQuestion,
  type ReadRefusal,
  type ReadVerdict,
} from "./read-verdict.ts";
export {
  FURTHER_STATES_WAIT,
  decideGate,
  type GateQuestion,
  type GateReason,
  type GateVerdict,
  type PinnedSettings,
} from "./gate.ts";
