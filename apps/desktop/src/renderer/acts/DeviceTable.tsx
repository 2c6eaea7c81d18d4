import { Fragment, useId, useState, type ReactNode } from "react";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { directory } from "../words/en/directory.ts";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import type { DeviceRow } from "./device-view.ts";
import { WordGrid } from "./WordGrid.tsx";

const NOTE_ICONS: { readonly [state in DeviceRow["state"]]: IconName } = {
  listed: "verified",
  suspended: "suspended",
  disabled: "suspended",
  "signed-for": "seal",
};

/** Devices that somebody can lose. */
const IN_USE: readonly DeviceRow["state"][] = ["listed", "signed-for"];

/** Devices of a record, each with the entry that lists it, who signed that, and its words on demand. */
export function DeviceTable({
  rows,
  brief = false,
  onReport,
}: {
  rows: readonly DeviceRow[];
  /** In a small panel: without columns of their own for the days. */
  brief?: boolean;
  /** Where devices of one's own State can be reported. */
  onReport?: (row: DeviceRow) => void;
}): ReactNode {
  const id = useId();
  const [shown, setShown] = useState<string | null>(null);
  const columns = brief ? 3 : 4;
  return (
    <table className="table table--tight table--stack devtable">
      <thead>
        <tr>
          <th>{say(words.rows.device)}</th>
          {!brief && <th>{say(words.rows.since)}</th>}
          <th>{say(words.rows.signed)}</th>
          <th>
            <span className="sr">{say(words.rows.words)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const wordsId = `${id}${row.key}`;
          const open = shown === row.key;
          return (
            <Fragment key={row.key}>
              <tr className={row.state === "disabled" ? "is-off" : undefined} data-device={row.key}>
                <td className="strong">
                  {row.name} {row.own && <Badge tone="ink">{say(words.deviceHere)}</Badge>}
                </td>
                {!brief && <td className="devtable__since">{row.since}</td>}
                <td>
                  {row.signed}
                  {row.note !== null && (
                    <div
                      className={row.state === "signed-for" ? "devnote devnote--notice" : "devnote"}
                    >
                      <Icon name={NOTE_ICONS[row.state]} /> {row.note}
                    </div>
                  )}
                </td>
                <td>
                  <div className="devtable__do">
                    {row.state !== "disabled" && row.words.length > 0 && (
                      <button
                        type="button"
                        className="linkbtn"
                        aria-expanded={open}
                        aria-controls={wordsId}
                        onClick={() => setShown(open ? null : row.key)}
                      >
                        {say(open ? words.hideWords : words.showWords)}
                        <span className="sr"> {row.name}</span>
                      </button>
                    )}
                    {onReport !== undefined && IN_USE.includes(row.state) && (
                      <Button size="s" onClick={() => onReport(row)}>
                        {say(directory.devices.report)}
                        <span className="sr"> {row.name}</span>
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
              {open && (
                <tr id={wordsId} className="devtable__words">
                  <td colSpan={columns}>
                    <WordGrid words={row.words} label={say(words.wordsOf, { device: row.name })} />
                    <p className="meta">{say(words.wordsWhat)}</p>
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
