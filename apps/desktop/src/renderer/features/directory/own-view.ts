import type { ActHash, Instant, UserId } from "@parley/base";
import type { ClientSnapshot, Consultation, RecordView } from "@parley/client";
import { stateName, timesInWords } from "../../acts/index.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { dayOf } from "../../words/times.ts";
import type { DirectorySetting } from "./directory-setting.ts";

/** What a State sees and does with a record of its own; the clock is nobody else's (CBM 8). */
export interface OwnView {
  readonly title: string;
  /** One's own office, not a colleague's. */
  readonly mine: boolean;
  readonly confirmation: string | null;
  /** A look is asked for now. */
  readonly asked: boolean;
  /** What was asked of the Secretariat and is not settled. */
  readonly wishes: readonly WishRow[];
  /** Null for one's own office, and where this device signs nothing. */
  readonly signFor: SignForView | null;
}

/** What signing for a new device of this office goes by (TRUST-2). */
export interface SignForView {
  /** Account of the office. */
  readonly user: UserId;
  /** Consultations of both offices: it is signed in all of them. */
  readonly channels: readonly ActHash[];
}

export interface WishRow {
  readonly key: string;
  readonly what: string;
  readonly when: string;
  /** Who acts next. */
  readonly next: string;
}

/** Null for a record of another State. */
export function ownView(record: RecordView, { snapshot, now }: DirectorySetting): OwnView | null {
  if (!record.ownState) return null;
  const { own } = words;
  const { confirmation } = record;
  return {
    title: record.own ? say(own.title) : say(own.colleague, { state: stateName(record.state) }),
    mine: record.own,
    confirmation:
      confirmation === null
        ? null
        : say(own[confirmation.state], {
            last: dayOf(record.confirmed),
            due: dayOf(confirmation.due),
          }),
    asked:
      confirmation !== null &&
      confirmation.state !== "current" &&
      !(snapshot.wishes ?? []).some(({ kind }) => kind === "confirm"),
    wishes: record.own ? wishRows(snapshot, now) : [],
    signFor:
      record.own || snapshot.me.listing !== "listed" || record.trust === "not-listed"
        ? null
        : { user: record.user, channels: sharedWith(record, snapshot) },
  };
}

function sharedWith(record: RecordView, { consultations, me }: ClientSnapshot): readonly ActHash[] {
  const has = (one: Consultation, rec: string | undefined): boolean =>
    one.members.some(({ office }) => office !== null && office.rec === rec);
  return consultations
    .filter((one) => has(one, record.rec) && has(one, me.office?.rec))
    .map(({ id }) => id as ActHash);
}

function wishRows({ wishes = [], me }: ClientSnapshot, now: Instant): readonly WishRow[] {
  return wishes.map((wish) => {
    const time = timesInWords(wish.at, { here: me.office?.state ?? null, parties: [] }, now).here;
    return {
      key: wish.id,
      what: say(words.asked[wish.kind]),
      when: say(wish.sent ? words.asked.sent : words.asked.waits, { time }),
      next: say(words.asked.next[wish.kind]),
    };
  });
}
