export type { ComposeWish, ConsultationActions } from "./actions.ts";
export { Consultation } from "./Consultation.tsx";
export { consultationView, type ConsultationView } from "./consultation-view.ts";
