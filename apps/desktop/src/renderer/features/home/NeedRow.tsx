import type { ReactNode } from "react";
import { PrecedenceMark, TlpMark } from "../../acts/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { home } from "../../words/en/home.ts";
import { say } from "../../words/message.ts";
import { NeedFrame } from "./NeedFrame.tsx";
import type { NeedView } from "./need-view.ts";

const ACTIONS = { acknowledge: home.acknowledge, reply: home.reply, held: home.seeHeld } as const;

/** One matter of a consultation. */
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
  const { from, what, title } = need;
  const action = say(ACTIONS[need.kind]);
  const when = (
    <>
      {need.when.label}
      {need.when.here !== null && <b>{need.when.here}</b>}
      {need.when.others}
    </>
  );
  return (
    <NeedFrame {...{ from, what, title, when, action, first, onOpen, onAct }}>
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
    </NeedFrame>
  );
}
