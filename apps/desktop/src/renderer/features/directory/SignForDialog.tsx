import type { Result } from "@parley/base";
import { readDeviceRequest, type ActionRefusal } from "@parley/client";
import { useState, type ReactNode } from "react";
import { WordGrid } from "../../acts/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { DoneDialog } from "./DoneDialog.tsx";
import type { SignForView } from "./own-view.ts";
import { useAction } from "./use-action.ts";

/** Signs for a colleague's new device: its request, the words that both compare, and where it then counts (TRUST-2). */
export function SignForDialog({
  view,
  office,
  sign,
  onClose,
}: {
  view: SignForView;
  office: string;
  sign: (request: string) => Promise<Result<void, ActionRefusal>>;
  onClose: () => void;
}): ReactNode {
  const { signFor: w } = words;
  const [text, setText] = useState("");
  const [done, setDone] = useState(false);
  const { working, problem, run } = useAction();
  const request = text.trim() === "" ? null : readDeviceRequest(text);
  const fits = request !== null && request.user === view.user;
  const wrong = text.trim() === "" || fits ? null : say(request === null ? w.noRequest : w.other);
  const go = async (): Promise<void> => {
    if (await run(() => sign(text))) setDone(true);
  };
  if (done) {
    return (
      <DoneDialog title={say(w.done)} closeLabel={say(w.close)} onClose={onClose}>
        <p>{say(w.doneText)}</p>
      </DoneDialog>
    );
  }
  return (
    <Dialog
      title={say(w.title, { office })}
      closeLabel={say(w.close)}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(w.back)}</Button>
          <Button
            kind="primary"
            icon="seal"
            busy={working}
            disabled={!fits || view.channels.length === 0}
            onClick={() => void go()}
          >
            {say(w.action)}
          </Button>
        </>
      }
    >
      <p>{say(w.lead)}</p>
      <Field label={say(w.request)} error={wrong} hint={say(w.requestHint)}>
        {(control) => <TextArea {...control} rows={fits ? 2 : 5} value={text} onValue={setText} />}
      </Field>
      {fits && (
        <>
          <p>{say(w.compare)}</p>
          <WordGrid words={request.words} label={say(w.words)} />
        </>
      )}
      <p className="muted">{say(w.where, { count: view.channels.length })}</p>
      {problem !== null && <Banner tone="notice" title={problem} urgent />}
    </Dialog>
  );
}
