export {
  deskClient,
  deskFileOf,
  readDeskFile,
  type DeskClient,
  type DeskFile,
  type DeskRefusal,
  type PendingEnrolment,
} from "./desk/index.ts";
export {
  makeAccount,
  renewPassword,
  type AccountsOffice,
  type MadeAccount,
} from "./accounts/homeserver-accounts.ts";
export { writeNetwork, type Network } from "./files/network-file.ts";
export {
  makeOfficer,
  openOfficer,
  type Officer,
  type OfficerRefusal,
} from "./officers/officer-file.ts";
export {
  finishProposal,
  makeProposal,
  openProposal,
  signProposal,
  waitsForState,
  type ProposalFault,
  type ProposalFile,
} from "./officers/proposals.ts";
export {
  admission,
  checkEnrolment,
  checkHeard,
  furtherDevice,
  serviceAdmission,
  usualPowers,
  type AdmissionChoice,
  type EnrolmentFault,
  type HeardEnrolment,
} from "./officers/enrolment.ts";
export {
  makeInvitation,
  type Invitation,
  type InvitationRefusal,
  type Invited,
} from "./officers/invitation.ts";
export { startService, type RunningService, type ServiceOptions } from "./service/start-service.ts";
export type { StartReason, StartRefusal } from "./service/start-refusal.ts";
