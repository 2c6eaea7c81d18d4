export type { DirectoryActions } from "./actions.ts";
export { Directory } from "./Directory.tsx";
export type { DirectoryPage } from "./page.ts";
export { makeUnsent, type Unsent } from "./unsent.ts";
