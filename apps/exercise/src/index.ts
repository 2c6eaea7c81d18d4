export { writeExerciseFile, type ExerciseFile } from "./exercise-file.ts";
export { ListingDesk, type DeskNews, type ListingDeskOptions, type Seat } from "./listing-desk.ts";
export { technicalOffice, type Office } from "./office.ts";
export { ADMISSION_REFUSAL_TEXT, type AdmissionRefusal } from "./officer.ts";
