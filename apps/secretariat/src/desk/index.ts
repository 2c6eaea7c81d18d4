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
  PendingEnrolment,
} from "./contract.ts";
export { deskClient } from "./client.ts";
export { deskFileOf, makeDeskToken, readDeskFile, type DeskFile } from "./desk-file.ts";
export { readPending } from "./read-desk.ts";
export { serveDesk, type RunningDesk } from "./serve-desk.ts";
export { fieldsOf, jsonOf, numberOf, textOf } from "./read-json.ts";
