import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { lengthOf } from "../words/length.ts";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import { momentIn, UTC } from "../words/times.ts";

type DirectoryState = ClientSnapshot["directory"];

const MINUTE = 60_000;

/** How long ago, as it stands beside a moment. */
export function ageWords(at: Instant, now: Instant): string {
  const age = now - at;
  return age < MINUTE ? say(words.headFresh) : lengthOf(age);
}

/** Position of the directory that counts here, and the age of its dated head: how much of it can have changed since. */
export function directoryWords(directory: DirectoryState, now: Instant): string {
  if (directory.n === 0) return say(words.logNone);
  const { n, signedHead } = directory;
  if (signedHead.at === null) {
    return say(words.headNone, { n, time: momentIn(directory.at, UTC, now) });
  }
  return say(words.head, {
    n,
    time: momentIn(signedHead.at, UTC, now),
    age: ageWords(signedHead.at, now),
  });
}
