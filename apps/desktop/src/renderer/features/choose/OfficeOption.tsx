import type { ReactNode } from "react";
import { unreachable } from "@parley/base";
import type { Trust } from "@parley/client";
import { Shield, type ShieldState } from "../../ui/Shield.tsx";
import { choose } from "../../words/en/choose.ts";
import { trust } from "../../words/en/trust.ts";
import { say } from "../../words/message.ts";
import type { OfficeRow } from "./office-list.ts";

function shieldOf(state: Trust): ShieldState {
  switch (state) {
    case "verified":
      return "verified";
    case "not-listed":
      return "unlisted";
    case "suspended":
      return "suspended";
    case "directory-behind":
      return "behind";
    default:
      return unreachable(state);
  }
}

/** An office to choose, or why it cannot be chosen. */
export function OfficeOption({
  row,
  chosen,
  onChosen,
}: {
  row: OfficeRow;
  chosen: boolean;
  onChosen: () => void;
}): ReactNode {
  const { office } = row;
  const off = row.not !== null;
  return (
    <label className={off ? "office-option is-off" : "office-option"}>
      <input type="radio" name="office" checked={chosen} disabled={off} onChange={onChosen} />
      <span className="office-option__name">
        <b>{row.name}</b>
        <span className="meta">
          {row.not === null && say(choose.devices, { count: office.devices })}
          {row.not === "level" && say(choose.otherLevel)}
          {row.not === "not-verified" && say(choose.notNow)}
        </span>
      </span>
      <span className="meta">{say(choose.now, { time: row.time })}</span>
      <Shield state={shieldOf(office.trust)}>{say(trust[office.trust])}</Shield>
    </label>
  );
}
