import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import type { ReactNode } from "react";
import { timesInWords } from "../../acts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";

export interface MeanwhileProps {
  readonly snapshot: ClientSnapshot;
  readonly now: Instant;
  readonly onNew: () => void;
  readonly onDraft: (draft: string) => void;
  /** Null where there are no words to go back to. */
  readonly onWords: (() => void) | null;
}

/** A device that is not listed has no capital yet. */
const UNLISTED = { here: null, parties: [] };

/** The desk of a device that is not listed: what can be prepared, and the way back to joining. */
export function Meanwhile({ snapshot, now, onNew, onDraft, onWords }: MeanwhileProps): ReactNode {
  const { meanwhile: words } = enrol;
  const forms = snapshot.drafts
    .filter((draft) => draft.kind !== "note")
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  return (
    <div className="page stack stack--l">
      <div>
        <h1 className="title">{say(words.title)}</h1>
        <p className="lead">{say(words.lead)}</p>
      </div>
      {snapshot.offices.length === 0 && <p className="muted">{say(words.none)}</p>}
      <div className="row">
        {onWords !== null && (
          <Button kind="primary" icon="reply" onClick={onWords}>
            {say(words.toWords)}
          </Button>
        )}
        {snapshot.offices.length > 0 && (
          <Button icon="plus" shortcut="N" onClick={onNew}>
            {say(words.action)}
          </Button>
        )}
        {forms.map((draft) => (
          <Button key={draft.id} icon="draft" onClick={() => onDraft(draft.id)}>
            {say(forms.length === 1 ? words.goOn : words.goOnSaved, {
              time: timesInWords(draft.updatedAt, UNLISTED, now).here,
            })}
          </Button>
        ))}
      </div>
    </div>
  );
}
