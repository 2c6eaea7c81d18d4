export { bringUp, type BringUpOptions, type Exercise, type Place } from "./bring-up.ts";
export { startVirtualDisplay, type VirtualDisplay } from "./display.ts";
export { writeExerciseFile, type ExerciseFile } from "./exercise-file.ts";
export { ListingDesk, type DeskNews, type ListingDeskOptions, type Seat } from "./listing-desk.ts";
export { technicalOffice, type Office } from "./office.ts";
export { ADMISSION_REFUSAL_TEXT, type AdmissionRefusal } from "./officer.ts";
export { DrivenClient, type DrivenClientOptions } from "./story/driven-client.ts";
export * as hands from "./story/hands.ts";
export { PASSPHRASE, TEXTS } from "./story/texts.ts";
