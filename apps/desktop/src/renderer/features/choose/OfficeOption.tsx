import { useId, type ReactNode } from "react";
import { TrustMark, trustWords } from "../../acts/index.ts";
import { choose } from "../../words/en/choose.ts";
import { say } from "../../words/message.ts";
import type { OfficeRow } from "./office-list.ts";

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
  const id = useId();
  return (
    <div className={off ? "office-option is-off" : "office-option"}>
      <input
        id={id}
        type="radio"
        name="office"
        checked={chosen}
        disabled={off}
        onChange={onChosen}
      />
      <label className="office-option__name" htmlFor={id}>
        <b>{row.name}</b>
        <span className="meta">
          {row.not === null && say(choose.devices, { count: office.devices })}
          {row.not === "level" && say(choose.otherLevel)}
          {row.not === "not-verified" && say(choose.notNow)}
        </span>
      </label>
      <span className="meta">{say(choose.now, { time: row.time })}</span>
      <span className="office-option__trust">
        <TrustMark rec={office.rec} trust={trustWords(office.trust)} />
      </span>
    </div>
  );
}
