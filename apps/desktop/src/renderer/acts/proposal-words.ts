import type { Level, RecordId } from "@parley/base";
import type { ClientSnapshot, ProposedOperation } from "@parley/client";
import { directory as words } from "../words/en/directory.ts";
import { say } from "../words/message.ts";
import { recordName } from "./device-view.ts";
import { stateName } from "./office-words.ts";

/** What an entry is about that waits for one's State's signature, as a question: "Your State adds a Technical PoC: sign?" */
export function proposalTitle(
  operation: ProposedOperation,
  snapshot: Pick<ClientSnapshot, "records" | "me">,
): string {
  const { title } = words.sign;
  const office = (rec: RecordId): string => recordName(rec, snapshot);
  switch (operation.op) {
    case "admit":
      return say(title.admit, { office: say(words.sign.a[lowest(operation.levels)]) });
    case "list":
      return say(title.list, { office: office(operation.rec) });
    case "disable":
      return say(title.disable, { office: office(operation.rec) });
    case "card":
      return say(operation.card === "same" ? title.conf : title.card, {
        office: office(operation.rec),
      });
    case "other":
      return say(title.other, { state: stateName(snapshot.me.office?.state ?? "") });
  }
}

/** Of several levels the first stands for a record. */
export function lowest(levels: readonly Level[]): Level {
  return levels[0] ?? "technical";
}
