import type { Consultation } from "@parley/client";
import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { SectionHead } from "../../ui/Sheet.tsx";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import type { DraftView } from "./home-view.ts";

/** What was begun and not sent. */
export function DraftList({
  drafts,
  onDraft,
  onOpen,
}: {
  drafts: readonly DraftView[];
  onDraft: (draft: string) => void;
  onOpen: (consultation: Consultation["id"]) => void;
}): ReactNode {
  return (
    <section>
      <SectionHead title={say(home.drafts)} aside={say(home.draft.ownOnly)} />
      <ul className="sheet drafts">
        {drafts.map((draft) => (
          <li key={draft.id} className="row row--between">
            <span>
              <b>{draft.what}</b>
              {draft.subject !== null && <span className="muted"> {draft.subject}</span>}{" "}
              <span className="meta">{draft.saved}</span>
            </span>
            <Button
              size="s"
              icon="draft"
              onClick={() =>
                draft.channel === null
                  ? onDraft(draft.id)
                  : onOpen(draft.channel as Consultation["id"])
              }
            >
              {say(home.draft.goOn)}
              <span className="sr">: {draft.what}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
