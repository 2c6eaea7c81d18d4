import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { proposalTitle, stateName, timesInWords } from "../../acts/index.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { dayOf } from "../../words/times.ts";

/** What the directory asks of this office: a signature of its State, or the yearly look at its record. */
export interface DirectoryNeed {
  readonly key: string;
  /** The proposal; null: one's own record. */
  readonly hash: string | null;
  readonly from: string;
  readonly what: string;
  readonly title: string;
  readonly when: { readonly label: string; readonly time: string | null };
  readonly action: string;
}

/** Signatures first, the oldest proposal before the others; then the record. */
export function directoryNeeds(snapshot: ClientSnapshot, now: Instant): readonly DirectoryNeed[] {
  const own = snapshot.me.office?.state ?? null;
  const { need } = words;
  const signs = snapshot.toSign
    .filter(({ signed, stale }) => !signed && !stale)
    .toSorted((a, b) => a.n - b.n || a.at - b.at)
    .map((one): DirectoryNeed => ({
      key: one.hash,
      hash: one.hash,
      from: stateName(own ?? ""),
      what: say(need.signWhat),
      title: proposalTitle(one.operation, snapshot),
      when: {
        label: say(need.written),
        time: timesInWords(one.at, { here: own, parties: [] }, now).here,
      },
      action: say(need.sign),
    }));
  return [...signs, ...confirmation(snapshot)];
}

function confirmation({ records, wishes = [] }: ClientSnapshot): readonly DirectoryNeed[] {
  const record = records.find(({ own }) => own);
  const asked = record?.confirmation ?? null;
  // Once it was sent, the officers act next.
  if (record === undefined || asked === null || asked.state === "current") return [];
  if (wishes.some(({ kind }) => kind === "confirm")) return [];
  const { need } = words;
  return [
    {
      key: "confirmation",
      hash: null,
      from: stateName(record.state),
      what: say(need.confirmWhat),
      title: say(need.confirmTitle),
      when: { label: say(need.confirmBy), time: dayOf(asked.due) },
      action: say(need.confirm),
    },
  ];
}
