import { parseActHash } from "@parley/base";
import type { ActEntry, Consultation } from "@parley/client";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";
import { headlineSays, headlineTitle } from "./headline-words.ts";

/** Where a consultation stands, in one or two words and as a sentence; the same wherever it is named. */
interface Standing {
  readonly title: string;
  readonly says: string;
}

/** What has not left this device is not called sent. */
export function standingOf(consultation: Consultation): Standing {
  const { opening, openingSays, notSent, notSentSays, updateNotSentSays } = acts.standing;
  if (parseActHash(consultation.id) === null)
    return { title: say(opening), says: say(openingSays) };
  const newest = newestVersion(consultation);
  if (consultation.headline === "transmitted" && newest !== null && !hasLeft(newest)) {
    const first = newest.hash === consultation.id;
    return { title: say(notSent), says: say(first ? notSentSays : updateNotSentSays) };
  }
  return {
    title: headlineTitle(consultation.headline),
    says: headlineSays(consultation.headline, consultation.requests.length === 0),
  };
}

/** Whether an act has left this device; that of another has. */
export function hasLeft(act: ActEntry): boolean {
  const state = act.delivery?.state;
  return state !== "queued" && state !== "sending" && state !== "held";
}

/** The opening act, or the last update of it; null where it is not here. */
function newestVersion({ id, entries }: Consultation): ActEntry | null {
  const versions = new Set<string>([id]);
  let newest: ActEntry | null = null;
  for (const entry of entries) {
    if (entry.kind !== "act") continue;
    const updates = entry.act?.kind === "T02" && versions.has(entry.act.re ?? "");
    if (entry.hash !== id && !updates) continue;
    versions.add(entry.hash);
    newest = entry;
  }
  return newest;
}
