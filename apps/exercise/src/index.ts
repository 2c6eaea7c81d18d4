export { bringUp, type BringUpOptions, type Exercise, type Place } from "./bring-up.ts";
export { writeExerciseFile, type ExerciseFile } from "./exercise-file.ts";
export { ListingDesk, type DeskNews, type ListingDeskOptions, type Seat } from "./listing-desk.ts";
export { technicalOffice, type Office } from "./office.ts";
export { protocolWords } from "./saw/protocol-words.ts";
export { serverSaw, type ServerSaw } from "./server-saw.ts";
export * as hands from "./story/hands.ts";
