export type { DirectoryActions } from "./actions.ts";
export { makeCardDraft, type CardDraft } from "./card-fields.ts";
export { Directory } from "./Directory.tsx";
export type { DirectoryPage } from "./page.ts";
