import {
  accept,
  refuse,
  utf8Length,
  type ActHash,
  type Clock,
  type PayloadId,
  type Result,
} from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { NOTE_BYTES, noteText } from "@parley/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { refusalText } from "../../acts/index.ts";
import type { ConsultationActions } from "./actions.ts";
import type { ConsultationView } from "./consultation-view.ts";
import { NoteSaver, type SaveNote, type SaveState } from "./note-saver.ts";

/** The note that is being written: kept as typed, and sent whole. */
export interface Note {
  readonly text: string;
  readonly bytes: number;
  readonly state: SaveState;
  readonly sending: boolean;
  /** Why the last note was not taken; null where it was. */
  readonly problem: string | null;
  readonly sendable: boolean;
  readonly type: (text: string) => void;
  readonly send: () => Promise<void>;
  /** Puts a note that was taken back before what is being written. */
  readonly bringBack: (taken: string) => void;
}

/** Registers what has to end before the screen is left, and says whether all is kept; the answer takes it back. */
export type BeforeClose = (flush: () => Promise<boolean>) => () => void;

export function useNote(
  view: ConsultationView,
  actions: ConsultationActions,
  clock: Clock,
  beforeClose: BeforeClose,
): Note {
  const { channel } = view;
  const [text, setText] = useState(view.note.text);
  const [state, setState] = useState<SaveState>("saved");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saver] = useState(() => new NoteSaver(setState));
  const { draftId } = view.note;
  const save = useCallback(
    async (words: string): ReturnType<SaveNote> => {
      if (channel === null) return accept(undefined);
      const updatedAt = clock.now();
      if (words !== "")
        return actions.saveDraft({ id: draftId, kind: "note", channel, text: words, updatedAt });
      await actions.discardDraft(draftId);
      return accept(undefined);
    },
    [channel, clock, actions, draftId],
  );
  const typed = useRef(text);
  const type = useCallback(
    (next: string) => {
      typed.current = next;
      setText(next);
      setProblem(null);
      saver.write(next, save);
    },
    [saver, save],
  );
  const bringBack = useCallback(
    (taken: string) => type(typed.current === "" ? taken : `${taken}\n\n${typed.current}`),
    [type],
  );
  const started = useRef(false);
  const sendingNow = useRef<Promise<void>>(Promise.resolve());
  useEffect(
    () =>
      beforeClose(async () => {
        await sendingNow.current;
        return saver.flush();
      }),
    [beforeClose, saver],
  );

  const tidy = noteText(text);
  const bytes = utf8Length(tidy);
  const sendNow = async (to: ActHash): Promise<void> => {
    // The note takes its draft away in the same write; no older write may come after it.
    await saver.settle();
    // A store that throws has not taken the note either.
    const sent = await actions
      .sendNote(to, tidy)
      .catch((): Result<PayloadId, ActionRefusal> => refuse({ reason: "disk" }));
    if (sent.ok) {
      typed.current = "";
      setText("");
    } else {
      setProblem(refusalText(sent.refusal));
      saver.write(text, save);
    }
  };
  const sendable = channel !== null && tidy !== "" && bytes <= NOTE_BYTES && !sending;
  return {
    text,
    bytes,
    state,
    sending,
    problem,
    sendable,
    type,
    bringBack,
    send: async () => {
      // A second press before the state is drawn would send twice.
      if (!sendable || started.current) return;
      started.current = true;
      setSending(true);
      sendingNow.current = sendNow(channel);
      await sendingNow.current;
      started.current = false;
      setSending(false);
    },
  };
}
