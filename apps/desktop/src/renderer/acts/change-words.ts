import { unreachable } from "@parley/base";
import type { ClientSnapshot, DirectoryChange } from "@parley/client";
import { directory as words } from "../words/en/directory.ts";
import { trust } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import { recordName, signers } from "./device-view.ts";
import { stateName } from "./office-words.ts";

type Known = Pick<ClientSnapshot, "records">;

/** "Bravo, Technical PoC: device listed, entry 131, signed by officers 1 and 3, Bravo's own PoC". */
export function changeWords(change: DirectoryChange, known: Known): string {
  const { n, state, officers = [], cosigners = [] } = change;
  const what = changeWhat(change, known);
  if (change.kind === "device-reported") return what;
  if (state === null || officers.length + cosigners.length === 0) {
    return say(words.change.rowPlain, { what, n });
  }
  const by = { officers, cosigners: cosigners.map((rec) => ({ rec })) };
  return say(words.change.row, { what, n, signers: signers(by, state, known) });
}

function changeWhat(change: DirectoryChange, known: Known): string {
  const { change: w } = words;
  const state = stateName(change.state ?? "");
  const office = change.rec === null ? state : recordName(change.rec, known);
  switch (change.kind) {
    case "admitted":
      return say(w.admitted, { office });
    case "device-listed":
      return say(w.listed, { office });
    case "device-disabled":
      return say(w.disabled, { office });
    case "confirmed":
      return say(w.confirmed, { office });
    case "card":
      return say(w.card, { office });
    case "reset":
      return say(w.reset, { state });
    case "head-key":
      return say(w.headkey);
    case "root":
      return say(w.root);
    case "device-reported":
      return say(w.reported, { office, why: say(trust.reasons[change.why ?? "lost"]) });
    default:
      return unreachable(change.kind);
  }
}
