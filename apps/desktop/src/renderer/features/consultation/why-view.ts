import type { ActEntry } from "@parley/client";
import { readMoment } from "@parley/protocol";
import { stateName, timesInWords } from "../../acts/index.ts";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import { UTC, clockIn, shortDayIn } from "../../words/times.ts";
import type { Setting } from "./setting.ts";

/** One piece of the evidence behind a shield. */
export interface WhyRow {
  readonly name: string;
  readonly value: string;
  /** A short form of a hash, set in a fixed width. */
  readonly code?: string;
}

/** What "Verified" rests on, piece by piece; what is missing where it does not say so. */
export function whyRows(entry: ActEntry, setting: Setting): readonly WhyRow[] {
  const { directory } = setting.snapshot;
  const { why } = words;
  const time = (at: number): string => {
    const times = timesInWords(at, setting.frame, setting.now);
    return `${times.here} (${times.others})`;
  };
  const author = readMoment(entry.act?.at);
  const head = `${shortDayIn(directory.at, UTC)} ${clockIn(directory.at, UTC)} UTC`;
  return [
    { name: say(why.signature), value: say(why.signatureValue), code: shortHash(entry.hash) },
    { name: say(why.key), value: keyWords(entry, setting), code: shortHash(entry.signedBy.key) },
    {
      name: say(why.directory),
      value: say(why.directoryValue, { head: entry.signedBy.head, n: directory.n, at: head }),
    },
    { name: say(why.past), value: say(why.pastValue) },
    {
      name: say(why.times),
      value: say(why.timesValue, {
        author: author === null ? "" : time(author),
        here: time(entry.receivedAt),
      }),
    },
    { name: say(why.shown), value: say(why.shownValue) },
  ];
}

function keyWords(entry: ActEntry, setting: Setting): string {
  const { why } = words;
  const state = stateName(entry.state);
  const listed = { state, entry: entry.signedBy.entry };
  if (entry.effect === "key-disabled" || entry.trust === "suspended")
    return say(why.keyDisabled, listed);
  switch (entry.trust) {
    case "verified":
      return say(why.keyListed, { ...listed, n: setting.snapshot.directory.n });
    case "directory-behind":
      return say(why.keyBehind, listed);
    case "not-listed":
      return say(why.keyNotListed, { state });
  }
}

/** First eight characters of a hash in two groups: `q3Jm 8fWc`. */
function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}
