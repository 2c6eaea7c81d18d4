import type { RecordView } from "@parley/client";
import type { ContactCard } from "@parley/directory";
import { listWords } from "../../acts/index.ts";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";

/** How an office is reached, or why no card says. */
export type ReachView =
  | {
      readonly kind: "card";
      readonly rows: readonly { readonly name: string; readonly value: string }[];
    }
  | { readonly kind: "without"; readonly title: string; readonly text: string };

export function reachView({ card, cardState }: RecordView): ReachView {
  const { reach } = words;
  if (card === null) {
    const none = reach[cardState === "held" ? "not-here" : cardState];
    return { kind: "without", title: say(none.title), text: say(none.text) };
  }
  return { kind: "card", rows: cardReach(card) };
}

/** Telephones, mailbox, languages and deputies of a card. */
export function cardReach(
  card: ContactCard,
): readonly { readonly name: string; readonly value: string }[] {
  const { reach } = words;
  return [
    ...telephoneRows(card),
    { name: say(reach.mailbox), value: card.mailbox ?? say(reach.notGiven) },
    {
      name: say(reach.languages),
      value:
        card.languages.length === 0
          ? say(reach.notGiven)
          : listWords(card.languages.map(languageName)),
    },
    {
      name: say(reach.deputies),
      value:
        card.deputies === undefined || card.deputies.length === 0
          ? say(reach.deputiesNone)
          : card.deputies.join("; "),
    },
  ];
}

function telephoneRows({ telephones }: ContactCard): readonly { name: string; value: string }[] {
  const { reach } = words;
  if (telephones.length === 0) return [{ name: say(reach.telephone), value: say(reach.notGiven) }];
  return telephones.map(({ label, number }, i) => ({
    name: telephones.length === 1 ? say(reach.telephone) : say(reach.telephoneN, { n: i + 1 }),
    value: say(reach.telephoneNamed, { number, label }),
  }));
}

const LANGUAGE_NAMES = new Intl.DisplayNames("en", { type: "language" });

/** "English" for `en`; what is no language tag is said as it was written. */
export function languageName(tag: string): string {
  try {
    return LANGUAGE_NAMES.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
