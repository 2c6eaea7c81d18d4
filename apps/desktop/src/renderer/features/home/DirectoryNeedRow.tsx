import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import type { DirectoryNeed } from "./directory-needs.ts";

/** One matter of the directory, as the rows of consultations beside it. */
export function DirectoryNeedRow({
  need,
  first,
  onOpen,
}: {
  need: DirectoryNeed;
  first: boolean;
  onOpen: () => void;
}): ReactNode {
  return (
    <li className={first ? "need need--first" : "need"}>
      <div>
        <div className="need__from">
          <b>{need.from}</b>
          <span>{need.what}</span>
        </div>
        <p className="need__what">
          <button type="button" className="plainlink" onClick={onOpen}>
            {need.title}
          </button>
        </p>
        {need.hash !== null && (
          <div className="row">
            <span className="deliv">
              <Icon name="seal" />
              {say(words.need.signNote)}
            </span>
          </div>
        )}
      </div>
      <div className="need__when">
        {need.when.label}
        {need.when.time !== null && <b>{need.when.time}</b>}
      </div>
      <Button kind={first ? "primary" : "plain"} onClick={onOpen}>
        {need.action}
      </Button>
    </li>
  );
}
