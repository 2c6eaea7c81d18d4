export type {
  DeskCard,
  DeskClient,
  DeskHandler,
  DeskHead,
  DeskHealth,
  DeskProposal,
  DeskRefusal,
  DeskReport,
  DeskWish,
  OpenTicket,
  PendingEnrolment,
} from "./contract.ts";
export { deskClient } from "./client.ts";
export { deskFileOf, makeDeskToken, readDeskFile, type DeskFile } from "./desk-file.ts";
export { serveDesk, type RunningDesk } from "./serve-desk.ts";
