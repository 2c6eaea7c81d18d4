import { utf8Length, type Result } from "@parley/base";
import type { ActionRefusal, WishKind } from "@parley/client";
import { WISH_BYTES } from "@parley/directory";
import { useState, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/controls.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { useAction } from "./use-action.ts";

/** A wish that says something in words. */
export type WrittenWish = Exclude<WishKind, "confirm" | "card">;

/** Asks the Secretariat for something that officers do, and says who acts next. */
export function WishDialog({
  kind,
  text,
  onText,
  send,
  onDone,
  onClose,
}: {
  kind: WrittenWish;
  /** What was typed; it stays with whoever shows the dialog, since closing one discards nothing. */
  text: string;
  onText: (text: string) => void;
  send: (text: string) => Promise<Result<void, ActionRefusal>>;
  onDone: () => void;
  onClose: () => void;
}): ReactNode {
  const { wish } = words;
  const w = wish[kind];
  const [error, setError] = useState<string | null>(null);
  const { working, problem, run } = useAction();
  const go = async (): Promise<void> => {
    const tidy = text.trim();
    const wrong = wishProblem(tidy);
    setError(wrong);
    if (wrong === null && (await run(() => send(tidy)))) onDone();
  };
  return (
    <Dialog
      title={say(w.title)}
      closeLabel={say(wish.close)}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(wish.back)}</Button>
          <Button kind="primary" icon="send" busy={working} onClick={() => void go()}>
            {say(wish.action)}
          </Button>
        </>
      }
    >
      <p>{say(w.text)}</p>
      <Field label={say(w.label)} error={error} hint={say(wish.private)}>
        {(control) => <TextArea {...control} rows={4} value={text} onValue={onText} />}
      </Field>
      <p className="muted">{say(w.next)}</p>
      {problem !== null && <Banner tone="notice" title={problem} urgent />}
    </Dialog>
  );
}

/** Why a text can not be sent; null where it can. */
export function wishProblem(text: string): string | null {
  if (text === "") return say(words.wish.required);
  return utf8Length(text) > WISH_BYTES ? say(words.wish.long, { most: WISH_BYTES }) : null;
}
