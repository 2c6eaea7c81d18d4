export type { DirectoryRecord, ListedDevice, RecordKind } from "./record.ts";
export {
  makeNextRoot,
  makeRoot,
  parseLaterRoot,
  parseRoot,
  type RootOptions,
  type RootRefusal,
  type TrustRoot,
} from "./root.ts";
export type { CardNote, OneMoreDevice, Operation } from "./operation.ts";
export type { Cosigner, EntryContent, EntryView, SigningKeys } from "./entry.ts";
export { entryText, lineOf, signEntry, signEntryText, type EntrySignature } from "./line.ts";
export { LOG_REFUSALS, type LogRefusal, type LogRefusalReason } from "./refusal.ts";
export type { CosignersNeeded, DeviceOfRecord, Head, Log } from "./log.ts";
export type { CosigningRecord } from "./needed.ts";
export type { Missing } from "./signers.ts";
export type { Reset } from "./timeline.ts";
export { appendEntry, readKeptLog, readLog } from "./read-log.ts";
export { missingSignatures, type EntryUnderWay } from "./missing.ts";
export { unsignedEntries } from "./unsigned.ts";
export { verifyReport, type EntryReport } from "./verify-report.ts";
export { compareLogs, placeHead, type Comparison, type NamedHead } from "./compare.ts";
export {
  takeUpLog,
  type OfferRefusal,
  type Seen,
  type TakenUp,
  type WaitingReset,
} from "./take-up.ts";
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
export {
  TICKET_LIFE,
  TICKET_REFUSALS,
  encodeOpenTicket,
  isTitle,
  makeTicket,
  parseOpenTicket,
  readTicket,
  type OpenTicket,
  type Ticket,
  type TicketReader,
  type TicketRefusal,
} from "./ticket.ts";
export {
  ENROLMENT_WORDS,
  WORDS_REFUSALS,
  compareWords,
  enrolmentWords,
  type EnrolmentFacts,
  type WordsRefusal,
} from "./enrolment-words.ts";
export {
  ENROLMENT_REFUSALS,
  SERVICE_TICKET,
  makeEnrolmentRequest,
  parseEnrolmentRequest,
  type EnrolmentRefusal,
  type EnrolmentRequest,
} from "./enrolment-request.ts";
export {
  HEAD_LIFE,
  HEAD_OLD,
  HEAD_REFUSALS,
  ageOfHead,
  readHead,
  signHead,
  type HeadAge,
  type HeadRefusal,
  type SignedHead,
} from "./signed-head.ts";
export {
  CARD_REFUSALS,
  CARD_SALT_BYTES,
  closeCard,
  hashOfCard,
  readCard,
  type CardRefusal,
  type ClosedCard,
} from "./closed-card.ts";
export {
  WEEKDAYS,
  type ContactCard,
  type OfficeHours,
  type Telephone,
  type Weekday,
} from "./contact-card.ts";
export {
  REPORT_REASONS,
  REPORT_REFUSALS,
  readDeviceReport,
  signDeviceReport,
  type DeviceReport,
  type ReportReason,
  type ReportRefusal,
} from "./device-report.ts";
export {
  PROPOSAL_REFUSALS,
  encodeProposal,
  hashOfEntry,
  judgeProposal,
  readProposal,
  withSignature,
  type Proposal,
  type ProposalRefusal,
  type ProposedEntry,
} from "./proposal.ts";
export { WISHES, WISH_BYTES, type Wish } from "./wish.ts";
export {
  LINE_BYTES,
  NOTE_CODES,
  isPocMessage,
  isServiceMessage,
  type CardOfRecord,
  type LineMessage,
  type NoteCode,
  type PocMessage,
  type ServiceMessage,
} from "./line-message.ts";
export { MOST_HELD } from "./read-poc-message.ts";
export { encodeLineMessage, parseLineMessage, type LineRefusal } from "./read-line-message.ts";
export { cardMessages, logMessages } from "./line-parts.ts";
export {
  changeNotice,
  confirmation,
  type ChangeNotice,
  type Confirmation,
} from "./directory-clocks.ts";
export { confusable, namedIn } from "./look-alike.ts";
