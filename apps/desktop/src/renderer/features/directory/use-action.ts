import { refuse, type Result } from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { useRef, useState } from "react";
import { refusalText } from "../../acts/index.ts";

/** A wish that is carried out once, however often its button is pressed meanwhile. */
export interface Action {
  readonly working: boolean;
  /** Why it was not carried out; null where it was, or not yet. */
  readonly problem: string | null;
  readonly run: (work: () => Promise<Result<void, ActionRefusal>>) => Promise<boolean>;
}

export function useAction(): Action {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const started = useRef(false);
  const run: Action["run"] = async (work) => {
    // A second press before the state is drawn would do it twice.
    if (started.current) return false;
    started.current = true;
    setWorking(true);
    // A store that throws has not taken it either.
    const done = await work().catch((): Result<void, ActionRefusal> => refuse({ reason: "disk" }));
    started.current = false;
    setWorking(false);
    setProblem(done.ok ? null : refusalText(done.refusal));
    return done.ok;
  };
  return { working, problem, run };
}
