export { Compose } from "./Compose.tsx";
export { notificationDraft, replyDraft, updateDraft } from "./new-draft.ts";
export { kindsOffered } from "./reply-kinds.ts";
export type { ComposeClient, ComposeProps } from "./use-compose.ts";
