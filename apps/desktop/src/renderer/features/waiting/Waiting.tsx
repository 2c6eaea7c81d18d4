import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { KeyValues, SectionHead, Sheet } from "../../ui/Sheet.tsx";
import { Track } from "../../ui/Steps.tsx";
import { directoryWords, linkWords, timesInWords } from "../../acts/index.ts";
import { home } from "../../words/en/home.ts";
import { waiting } from "../../words/en/waiting.ts";
import { say } from "../../words/message.ts";
import { accountOf, keyGroups } from "./key-groups.ts";

export interface WaitingProps {
  readonly snapshot: ClientSnapshot;
  readonly now: Instant;
  readonly onNew: () => void;
  readonly onDraft: (draft: string) => void;
}

/** A device that is not listed has no capital yet. */
const UNLISTED = { here: null, parties: [] };

/** What was done, what comes next, and what can be done meanwhile. */
export function Waiting({ snapshot, now, onNew, onDraft }: WaitingProps): ReactNode {
  const { me } = snapshot;
  const { track, drafts: words } = waiting;
  const forms = snapshot.drafts
    .filter((draft) => draft.kind !== "note")
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  return (
    <div className="page stack stack--l waiting">
      <div>
        <h1 className="title">{say(waiting.title)}</h1>
        <p className="lead">{say(waiting.lead)}</p>
      </div>
      <section className="waiting__key">
        <h2 className="h2">{say(waiting.key)}</h2>
        <p className="keygroups mono" aria-label={me.key}>
          {keyGroups(me.key).map((group, i) => (
            // Groups have no identity but their place.
            <span key={i}>{group}</span>
          ))}
        </p>
        <p className="hint">{say(waiting.keyHint)}</p>
      </section>
      <div className="cols">
        <Sheet>
          <div className="row row--between">
            <h2 className="h2 row row--tight">
              <span className="spin" aria-hidden="true" />
              {say(waiting.sheet)}
            </h2>
            <span className="muted">{say(waiting.stay)}</span>
          </div>
          <Track
            rows={[
              { key: "signed-in", text: say(track.signedIn), at: "past" },
              { key: "keys", text: say(track.keys), at: "past" },
              { key: "asked", text: say(track.asked), at: "past" },
              { key: "sign", text: say(track.sign), aside: say(track.now), at: "now" },
              { key: "receive", text: say(track.receive), aside: say(track.within), at: "open" },
            ]}
          />
          <p className="meta">{say(waiting.long)}</p>
        </Sheet>
        <section className="stack">
          <SectionHead title={say(home.device)} />
          <KeyValues
            look="narrow"
            rows={[
              { name: say(home.link), value: linkWords(snapshot.link, now) },
              { name: say(home.directory), value: directoryWords(snapshot.directory, now) },
              {
                name: say(waiting.account),
                value: <span className="mono">{accountOf(me.user)}</span>,
              },
              { name: say(waiting.deviceName), value: <span className="mono">{me.device}</span> },
            ]}
          />
        </section>
      </div>
      <div className="row row--between waiting__foot">
        <span className="grow">
          <b className="strong">{say(words.title)}</b>{" "}
          <span className="muted">
            {say(snapshot.offices.length === 0 ? words.none : words.text)}
          </span>
        </span>
        {forms.map((draft) => (
          <Button key={draft.id} icon="draft" onClick={() => onDraft(draft.id)}>
            {say(forms.length === 1 ? words.goOn : words.goOnSaved, {
              time: timesInWords(draft.updatedAt, UNLISTED, now).here,
            })}
          </Button>
        ))}
        {snapshot.offices.length > 0 && (
          <Button icon="plus" shortcut="N" onClick={onNew}>
            {say(words.action)}
          </Button>
        )}
      </div>
    </div>
  );
}
