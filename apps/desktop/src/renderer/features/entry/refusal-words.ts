import { unreachable } from "@parley/base";
import type { StoreRefusal } from "@parley/storage";
import type { NetworkProblem, VaultUnreadable } from "../../../contract/index.ts";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";

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

/** What is wrong with the network file. */
export function networkWords(
  problem: NetworkProblem | "root" | "none",
  build: "exercise" | "release",
): string {
  const { noNetwork } = entry;
  switch (problem) {
    case "none":
      return say(build === "release" ? noNetwork.noneInside : noNetwork.none);
    case "unreadable":
      return say(noNetwork.unreadable);
    case "too-large":
      return say(noNetwork.tooLarge);
    case "not-json":
      return say(noNetwork.notJson);
    case "shape":
      return say(noNetwork.shape);
    case "homeserver":
      return say(noNetwork.homeserver);
    case "server":
      return say(noNetwork.server);
    case "root":
      return say(noNetwork.root);
    default:
      return unreachable(problem);
  }
}
