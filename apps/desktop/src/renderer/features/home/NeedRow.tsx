import type { ReactNode } from "react";
import { PrecedenceMark, TlpMark } from "../../acts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import type { NeedView } from "./need-view.ts";

const ACTIONS = { acknowledge: home.acknowledge, reply: home.reply, held: home.seeHeld } as const;

/** One matter: from whom, what, by when, and the one next step. */
export function NeedRow({
  need,
  first,
  onAct,
  onOpen,
}: {
  need: NeedView;
  first: boolean;
  onAct: () => void;
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
        <div className="row">
          {need.note !== null && (
            <span className="deliv deliv--held">
              <Icon name="held" />
              {need.note}
            </span>
          )}
          {need.note === null && need.tlp !== null && <TlpMark tlp={need.tlp} />}
          {need.note === null && need.precedence !== null && (
            <PrecedenceMark precedence={need.precedence} />
          )}
        </div>
      </div>
      <div className="need__when">
        {need.when.label}
        {need.when.here !== null && <b>{need.when.here}</b>}
        {need.when.others}
      </div>
      <Button kind={first ? "primary" : "plain"} onClick={onAct}>
        {say(ACTIONS[need.kind])}
      </Button>
    </li>
  );
}
