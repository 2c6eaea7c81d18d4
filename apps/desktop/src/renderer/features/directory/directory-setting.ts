import type { Instant } from "@parley/base";
import type { ClientSnapshot, RecordView } from "@parley/client";
import { acts } from "../../words/en/acts.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";

/** What every part of the view is made from. */
export interface DirectorySetting {
  readonly snapshot: ClientSnapshot;
  readonly now: Instant;
}

/** "Technical PoC, National CSIRT"; the level alone where no card is here. */
export function officeTitle(record: Pick<RecordView, "level" | "card">): string {
  const level = say(acts.level[record.level]);
  return record.card === null
    ? level
    : say(words.officeNamed, { level, title: record.card.office });
}

/** One's own record; null before this device is listed. */
export function ownRecord({ records }: Pick<ClientSnapshot, "records">): RecordView | null {
  return records.find(({ own }) => own) ?? null;
}
