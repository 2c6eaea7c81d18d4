export type { DirectoryRecord, ListedDevice, RecordKind } from "./record.ts";
