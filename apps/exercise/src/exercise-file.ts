import type { UserId } from "@parley/base";
import { writeAtomically } from "./atomic-file.ts";

/** What a client of an exercise is started with (`--exercise FILE`, in test and demo builds only). */
export interface ExerciseFile {
  /** Base URL of the homeserver. */
  readonly homeserver: string;
  /** Text of the trust root. */
  readonly root: string;
  readonly account: UserId;
  readonly password: string;
  /** Absolute path where the client leaves its listing request. */
  readonly request: string;
  /** Absolute path of the directory log; need not exist yet. */
  readonly log: string;
}

export function writeExerciseFile(file: string, content: ExerciseFile): void {
  writeAtomically(file, `${JSON.stringify(content, null, 2)}\n`);
}
