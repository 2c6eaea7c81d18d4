export { Compose } from "./Compose.tsx";
export { notificationDraft, replyDraft, updateDraft } from "./new-draft.ts";
