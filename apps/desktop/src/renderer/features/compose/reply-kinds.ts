import type { ActHash } from "@parley/base";
import type { ActDraft, Consultation } from "@parley/client";
import { FOLD_TABLE, REPLY_KINDS, type ReplyKind } from "@parley/protocol";
import { textOf } from "./draft-fields.ts";

/** The step of the permission table that a kind of reply is. */
function stepOfKind(kind: ReplyKind): string {
  return `T04.${FOLD_TABLE.replyCodes.get(kind) ?? kind}`;
}

/** Kinds that may be sent to the act now. An acknowledgement alone is one step elsewhere, so it is not among them. */
export function kindsOffered(consultation: Consultation, re: ActHash): readonly ReplyKind[] {
  const steps = new Set(
    consultation.may.filter((one) => one.targets.includes(re)).map((one) => one.step),
  );
  return REPLY_KINDS.filter((kind) => kind !== "ack" && steps.has(stepOfKind(kind)));
}

/** Why a kind that was chosen earlier may not be sent now; null where it may, or nothing is said about it. */
export function whyNotNow(consultation: Consultation, re: ActHash, kind: ReplyKind): string | null {
  const step = stepOfKind(kind);
  if (consultation.may.some((one) => one.step === step && one.targets.includes(re))) return null;
  const reason = consultation.mayNot.find((one) => one.step === step)?.reason ?? "R_NO_REQUEST";
  return FOLD_TABLE.reasons.get(reason) ?? null;
}

/** The kind chosen so far; null where none is. */
export function kindOf(draft: ActDraft): ReplyKind | null {
  const kind = textOf(draft, "reply_kind");
  return REPLY_KINDS.find((one) => one === kind) ?? null;
}

/** An acknowledgement says one thing only (T04-2). */
export function carriesText(kind: ReplyKind): boolean {
  return kind !== "ack" && kind !== "passed-on";
}

/** Kinds that name who is competent, or by which channel the answer comes (T04-1). */
export function redirects(kind: ReplyKind): boolean {
  return kind === "not-our-competence" || kind === "other-channel";
}
