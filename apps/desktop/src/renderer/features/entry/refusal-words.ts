import { unreachable } from "@parley/base";
import type { SignInProblem } from "@parley/client";
import type { StoreRefusal } from "@parley/storage";
import type { ExerciseProblem, VaultUnreadable } from "../../../contract/index.ts";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";

/** Why signing in did not happen, and what to do. */
export function signInWords(refusal: SignInProblem): {
  readonly title: string;
  readonly text: string;
} {
  const { signIn } = entry;
  const pair = (words: { title: typeof signIn.title; text: typeof signIn.title }) => ({
    title: say(words.title),
    text: say(words.text),
  });
  switch (refusal.reason) {
    case "wrong-password":
      return pair(signIn.wrongPassword);
    case "unreachable":
      return pair(signIn.unreachable);
    case "not-a-homeserver":
      return pair(signIn.notAHomeserver);
    case "account-closed":
      return pair(signIn.accountClosed);
    case "limited":
      return {
        title: say(signIn.limited.title),
        text: say(signIn.limited.text, {
          seconds: Math.max(1, Math.ceil(refusal.retryAfter / 1000)),
        }),
      };
    case "store":
      return refusal.refusal === "full"
        ? pair(signIn.store)
        : { title: say(signIn.store.title), text: stoppedWords(refusal.refusal) };
    default:
      return unreachable(refusal);
  }
}

/** Why a vault that is there does not open, and what to do. */
export function unreadableWords(reason: VaultUnreadable | "newer"): string {
  const { unreadable } = entry;
  switch (reason) {
    case "keychain-away":
      return say(unreadable.keychainAway);
    case "keychain-other":
      return say(unreadable.keychainOther);
    case "damaged":
      return say(unreadable.damaged);
    case "file":
      return say(unreadable.file);
    case "newer":
      return say(unreadable.newer);
    default:
      return unreachable(reason);
  }
}

/** Why the client does not open, and what to do. */
export function stoppedWords(
  reason: StoreRefusal | "other-root" | "crypto-store" | "unexpected",
): string {
  const { stopped } = entry;
  switch (reason) {
    case "wrong-key":
      return say(stopped.wrongKey);
    case "damaged":
      return say(stopped.damaged);
    case "full":
      return say(stopped.full);
    case "closed":
      return say(stopped.closed);
    case "newer":
      return say(stopped.newer);
    case "other-root":
      return say(stopped.otherRoot);
    case "crypto-store":
      return say(stopped.cryptoStore);
    case "unexpected":
      return say(stopped.unexpected);
    default:
      return unreachable(reason);
  }
}

/** Why a vault could not be written, and what to do. */
export function keepWords(reason: StoreRefusal | "unreadable-kept" | "disk"): string {
  switch (reason) {
    case "unreadable-kept":
      return say(entry.passphrase.refused.kept);
    case "disk":
    case "full":
      return say(entry.passphrase.refused.disk);
    default:
      return stoppedWords(reason);
  }
}

/** What is wrong with the exercise file. */
export function exerciseWords(problem: ExerciseProblem | "none"): string {
  const { noExercise } = entry;
  switch (problem) {
    case "none":
      return say(noExercise.none);
    case "unreadable":
      return say(noExercise.unreadable);
    case "too-large":
      return say(noExercise.tooLarge);
    case "not-json":
      return say(noExercise.notJson);
    case "shape":
      return say(noExercise.shape);
    case "homeserver":
      return say(noExercise.homeserver);
    case "account":
      return say(noExercise.account);
    case "paths":
      return say(noExercise.paths);
    default:
      return unreachable(problem);
  }
}
