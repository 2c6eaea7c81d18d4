import type { ReactNode } from "react";
import { Icon } from "../../ui/Icon.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import type { DirectoryNeed } from "./directory-needs.ts";
import { NeedFrame } from "./NeedFrame.tsx";

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
  const { from, what, title, action } = need;
  const when = (
    <>
      {need.when.label}
      {need.when.time !== null && <b>{need.when.time}</b>}
    </>
  );
  return (
    <NeedFrame {...{ from, what, title, when, action, first, onOpen, onAct: onOpen }}>
      {need.hash !== null && (
        <div className="row">
          <span className="deliv">
            <Icon name="seal" />
            {say(words.need.signNote)}
          </span>
        </div>
      )}
    </NeedFrame>
  );
}
