export { ActSheet, type ActSheetProps } from "./ActSheet.tsx";
export { FreeText } from "./FreeText.tsx";
export { ModeMark, PapMark, PrecedenceMark, SeverityMark, TlpMark } from "./Marks.tsx";
export { listWords, officeName, stateName, stateNames } from "./office-words.ts";
export { refusalText } from "./refusal-text.ts";
export { labelOf, sheetRows, type RowSetting, type SheetRow } from "./rows.ts";
export type { SheetAct, TimeFrame } from "./sheet-act.ts";
export { hereOf, momentTimes, timesInWords, type TimesInWords } from "./time-words.ts";
export { actTitle, consultationTitle, raised, subjectOf } from "./title.ts";
