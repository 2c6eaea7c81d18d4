import type { StateCode } from "@parley/base";
import type { ReactNode } from "react";
import { stateName, WordGrid } from "../../acts/index.ts";
import { TextArea } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";

/** What a colleague who is asked to sign sees of this device; on no page beside the officer's words. */
export function ColleagueDialog({
  state,
  words,
  request,
  onClose,
}: {
  state: StateCode;
  words: readonly string[];
  /** What a colleague can sign for by himself, in Parley; "" where there is none. */
  request: string;
  onClose: () => void;
}): ReactNode {
  const { colleague } = enrol;
  return (
    <Dialog
      title={say(colleague.title, { state: stateName(state) })}
      closeLabel={say(enrol.close)}
      onClose={onClose}
    >
      <p>{say(colleague.lead)}</p>
      <WordGrid words={words} label={say(colleague.list)} />
      <p className="muted">{say(colleague.differ)}</p>
      {request !== "" && (
        <Field label={say(colleague.request)} hint={say(colleague.requestHint)}>
          {(control) => (
            <TextArea
              {...control}
              readOnly
              rows={3}
              value={request}
              onValue={() => undefined}
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}
