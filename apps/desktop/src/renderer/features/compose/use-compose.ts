import type { ActHash, Clock, Instant, PayloadId } from "@parley/base";
import type { ActDraft, Client, ClientSnapshot } from "@parley/client";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { refusalText } from "../../acts/index.ts";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { ActSender } from "./act-sender.ts";
import { composeSetting } from "./compose-setting.ts";
import type { DraftChange } from "./draft-fields.ts";
import { draftProblems, type DraftProblem } from "./draft-problems.ts";
import { DraftSaver, type SaveState } from "./draft-saver.ts";
import type { ComposeForm } from "./form.ts";
import { problemSentence } from "./problem-words.ts";

/** The part of the client that writing an act needs. */
type ComposeClient = Pick<Client, "saveDraft" | "discardDraft" | "checkDraft" | "signAndSend">;

export interface ComposeProps {
  readonly client: ComposeClient;
  readonly snapshot: ClientSnapshot;
  /** As it was opened; what is typed afterwards is held here. One `key` per draft id. */
  readonly draft: ActDraft;
  readonly clock: Clock;
  /** Leaves the form; the draft is kept. */
  readonly onClose: () => void;
  /** The act was signed and queued. */
  readonly onSent: (id: ActHash | PayloadId) => void;
  /** Registers what must be awaited before the form is left, and says whether all is kept; the answer takes it back. */
  readonly beforeClose: (flush: () => Promise<boolean>) => () => void;
}

/** State of one form: what was typed, how far it is saved, what is missing, and the two ways out. */
export interface Compose {
  readonly form: ComposeForm;
  readonly problems: readonly DraftProblem[];
  /** How often a person wished to sign: the list of problems takes the focus each time. */
  readonly attempts: number;
  readonly save: SaveState;
  readonly saveAgain: () => void;
  readonly flush: () => void;
  /** Opens the dialog, or shows what is missing. */
  readonly wishToSign: () => void;
  /** Leaves the form once what was typed is on the disk; stays where the disk refuses. */
  readonly close: () => void;
  readonly dialog: "none" | "sign" | "discard";
  readonly closeDialog: () => void;
  readonly wishToDiscard: () => void;
  readonly signing: boolean;
  /** Why nothing was sent; null where nothing was refused. */
  readonly refusal: string | null;
  readonly sign: () => void;
  readonly discard: () => void;
}

const MINUTE = 60_000;

/** `furtherProblems`: what only this form knows. */
export function useCompose(
  props: ComposeProps,
  furtherProblems: (draft: ActDraft) => readonly DraftProblem[] = () => [],
): Compose {
  const { client, snapshot, clock, onSent, onClose, beforeClose } = props;
  const [draft, setDraft] = useState(props.draft);
  const [saver] = useState(() => {
    const stored = snapshot.drafts.some((one) => one.id === props.draft.id);
    return new DraftSaver((one) => client.saveDraft(one), clock, stored);
  });
  const [sender] = useState(() => new ActSender((one) => client.signAndSend(one), saver));
  const save = useSyncExternalStore(saver.subscribe, saver.state, saver.state);
  const [attempts, setAttempts] = useState(0);
  const attempted = attempts > 0;
  const [dialog, setDialog] = useState<Compose["dialog"]>("none");
  const [signing, setSigning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const now = useNow(clock);
  const latest = useRef(draft);
  useFlushing(saver, beforeClose);

  const change = useCallback(
    (one: DraftChange) => {
      latest.current = one(latest.current, clock.now());
      setDraft(latest.current);
      saver.change(latest.current);
    },
    [clock, saver],
  );
  const setting = useMemo(() => composeSetting(draft, snapshot), [draft, snapshot]);
  const problems = useMemo(
    () => [
      ...furtherProblems(draft),
      ...draftProblems(draft, client.checkDraft(draft), setting.zone, now),
    ],
    [furtherProblems, draft, client, setting, now],
  );
  const errorOf = (field: string): string | null => {
    const found = problems.find((one) => one.field === field);
    if (found === undefined || (!attempted && found.reason === "required")) return null;
    return problemSentence(found);
  };

  const sign = async (): Promise<void> => {
    setSigning(true);
    setRefusal(null);
    try {
      const result = await sender.send(latest.current);
      if (result.ok) {
        onSent(result.value);
        return;
      }
      setRefusal(refusalText(result.refusal));
      if (result.refusal.reason === "incomplete") setAttempts(attempts + 1);
    } catch {
      setRefusal(say(compose.refusal.other));
    }
    setSigning(false);
    setDialog("none");
  };
  const close = async (): Promise<void> => {
    if (await saver.flush()) onClose();
    else setRefusal(say(compose.refusal.notKept));
  };
  const discard = async (): Promise<void> => {
    await saver.pause();
    try {
      await client.discardDraft(draft.id);
      saver.end();
      onClose();
    } catch {
      setRefusal(say(compose.refusal.notDiscarded));
      setDialog("none");
      await saver.resume();
    }
  };

  return {
    form: { draft, change, errorOf, attempted, setting, now },
    problems,
    attempts,
    save,
    saveAgain: () => void saver.flush(),
    flush: () => void saver.flush(),
    wishToSign: () => {
      setAttempts(attempts + 1);
      setRefusal(null);
      if (problems.length === 0) setDialog("sign");
    },
    close: () => void close(),
    dialog,
    closeDialog: () => {
      if (!signing) setDialog("none");
    },
    wishToDiscard: () => setDialog("discard"),
    signing,
    refusal,
    sign: () => void sign(),
    discard: () => void discard(),
  };
}

/** Writes at once when the form goes, the window loses attention, or the app is about to close. */
function useFlushing(saver: DraftSaver, beforeClose: ComposeProps["beforeClose"]): void {
  const register = useRef(beforeClose);
  useEffect(() => {
    const flush = (): void => void saver.flush();
    const unregister = register.current(() => saver.flush());
    window.addEventListener("blur", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      unregister();
      window.removeEventListener("blur", flush);
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [saver]);
}

/** The clock to the minute, for times that are shown and asked. */
function useNow(clock: Clock): Instant {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => clock.after(MINUTE - (now % MINUTE), () => setNow(clock.now())), [clock, now]);
  return now;
}
