import type { Instant } from "@parley/base";
import type { ClientSnapshot, RecordView } from "@parley/client";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import { dayOf } from "../words/times.ts";
import { deviceRows, type DeviceRow } from "./device-view.ts";
import { directoryWords } from "./directory-position.ts";
import { officeName } from "./office-words.ts";
import { trustWords, type TrustView } from "./trust-words.ts";

/** What a name's one word rests on: devices, who signed, when confirmed, position and age of the directory. */
export interface EvidenceView {
  readonly office: string;
  readonly trust: TrustView;
  readonly says: string;
  readonly devices: readonly DeviceRow[];
  readonly confirmed: string;
  readonly card: string;
  /** Log position and age of its head. */
  readonly log: string;
}

export function evidenceOf(
  record: RecordView,
  snapshot: Pick<ClientSnapshot, "records" | "directory">,
  now: Instant,
): EvidenceView {
  return {
    office: officeName(record),
    trust: trustWords(record.trust),
    says: trustSays(record),
    devices: deviceRows(record, snapshot, now),
    confirmed: say(words.confirmedOn, { day: dayOf(record.confirmed) }),
    card: cardWords(record),
    log: directoryWords(snapshot.directory, now),
  };
}

function trustSays(record: RecordView): string {
  const inUse = record.devices.filter(({ state }) => state !== "disabled");
  const listed = inUse.filter(({ state }) => state === "listed").length;
  const { says } = words;
  if (record.trust !== "verified") return say(says[record.trust]);
  if (listed === 0) return say(says.signedFor);
  return listed === inUse.length
    ? say(says.verified, { count: listed })
    : say(says.verifiedSome, { count: listed, of: inUse.length });
}

function cardWords({ card, cardState }: RecordView): string {
  if (card !== null) return say(words.cardAsOf, { day: dayOf(card.asOf) });
  switch (cardState) {
    case "none":
      return say(words.cardNone);
    case "erased":
      return say(words.cardErased);
    case "held":
    case "not-here":
      return say(words.cardNotHere);
  }
}
