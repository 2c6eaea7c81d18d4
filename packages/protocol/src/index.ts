export {
  ACT_KINDS,
  ACT_LIMITS,
  DISCLOSURE,
  PRECEDENCE,
  TLP,
  type Act,
  type ActKind,
  type Ask,
  type Clearance,
  type Disclosure,
  type FileReference,
  type Opening,
  type Pap,
  type Precedence,
  type SignedAct,
  type Tlp,
} from "./act.ts";
export {
  actHash,
  encodeAct,
  parseAct,
  readClaim,
  signAct,
  signingInput,
  verifySigned,
  type ActClaim,
  type KeyAt,
} from "./sign-act.ts";
export { keyId } from "./key-id.ts";
export { checkContext } from "./context.ts";
export {
  composeAct,
  consultationIdOf,
  defaultPhrases,
  defaultTlp,
  epochOf,
  nonceOf,
  payloadIdOf,
  type Content,
  type Envelope,
} from "./compose.ts";
export {
  encodePayload,
  FALLBACK_BYTES,
  LINE_PAYLOAD_BYTES,
  NOTE_BYTES,
  noteText,
  parsePayload,
  PAYLOAD_LIST,
  type ActPayload,
  type GradePayload,
  type LinePayload,
  type Head,
  type NotePayload,
  type Payload,
  type WantPayload,
} from "./payload.ts";
export {
  REFUSAL_TEXT,
  type ActRefusal,
  type ContextRefusal,
  type PayloadRefusal,
  type Refusal,
} from "./refusal.ts";
export { momentOf, readMoment } from "./moment.ts";
export { referenceOf } from "./reference.ts";
export { signedByCopy } from "./restored-copy.ts";
export { fallbackText } from "./fallback.ts";
export type { FieldProblem } from "./fields/problem.ts";
export { checkDevice, type DeviceFields } from "./fields/device.ts";
export { checkRoster, type RosterFields, type RosterOp } from "./fields/roster.ts";
export { checkT02, type T02Fields } from "./fields/t02.ts";
export { checkT04, type Answer, type T04Fields } from "./fields/t04.ts";
export {
  IMPACT_OUTLOOK,
  IMPACT_OUTLOOK_LABEL,
  IMPACT_SCOPE,
  IMPACT_SCOPE_LABEL,
  INCIDENT_STATUS,
  INCIDENT_STATUS_LABEL,
  PUBLIC_STATUS,
  PUBLIC_STATUS_LABEL,
  RECIPIENT_REQUEST,
  RECIPIENT_REQUEST_LABEL,
  ROOT_CAUSE,
  ROOT_CAUSE_LABEL,
  T02_STAGE_LABEL,
  T02_STAGES,
  TERRITORIAL_LINK,
  TERRITORIAL_LINK_LABEL,
  TRISTATE,
  TRISTATE_LABEL,
  type ImpactOutlook,
  type ImpactScope,
  type IncidentStatus,
  type PublicStatus,
  type RecipientRequest,
  type RootCause,
  type T02Stage,
  type TerritorialLink,
  type Tristate,
} from "./codes/incident.ts";
export {
  DISCLOSURE_LABEL,
  PAP_LABEL,
  PRECEDENCE_HOURS,
  PRECEDENCE_LABEL,
  PRECEDENCE_USE,
  TLP_LABEL,
  TLP_MEANING,
} from "./codes/marking.ts";
export {
  LANGUAGE_LABEL,
  LANGUAGES,
  PHRASE_CODES,
  STANDARD_PHRASES,
  type Language,
  type PhraseCode,
} from "./codes/phrases.ts";
export {
  ANSWER_KINDS,
  REPLY_KIND_LABEL,
  REPLY_KIND_MEANING,
  REPLY_KINDS,
  type AnswerKind,
  type ReplyKind,
} from "./codes/reply.ts";
export { RSIT, rsitType, type RsitClass, type RsitType } from "./codes/rsit.ts";
export { sectorLabel, SECTORS_EXTRA, SECTORS_NIS2, type Sector } from "./codes/sectors.ts";
export { SEVERITY, SEVERITY_LABEL, SEVERITY_MEANING, type Severity } from "./codes/severity.ts";
export {
  EXERCISE_STATES,
  isExerciseState,
  PARTICIPATING_STATES,
  stateByCode,
  type StateEntry,
} from "./codes/states.ts";
export { foldKind, toFoldAct, type CarriedRequest, type FoldAct } from "./fold/act.ts";
export type { FoldDirectory } from "./fold/directory.ts";
export { displayOrder } from "./fold/order.ts";
export { fold, type FoldOptions, type Folded, type Waiting } from "./fold/fold.ts";
export {
  replyWord,
  type Facts,
  type Fork,
  type Proposal,
  type ProposalState,
  type SignedFor,
  type Thread,
  type Version,
} from "./fold/facts.ts";
export {
  consultationLead,
  headline,
  matchHeadline,
  waitsFor,
  type ChannelFacts,
} from "./fold/headline.ts";
export { matchPartyState, partyState } from "./fold/party-state.ts";
export {
  permissions,
  SUPPORTED_STEPS,
  type OfferedStep,
  type Permissions,
  type Reader,
  type RefusedStep,
} from "./fold/permissions.ts";
export { view, type FoldLine, type FoldView, type Grade, type ViewOptions } from "./fold/view.ts";
export { FOLD_TABLE, readTable, type FoldTable } from "./fold/table.ts";
export type { Effect, End, NoEffect, ReplyClass, StandingReply, ViewLineId } from "./fold/words.ts";
