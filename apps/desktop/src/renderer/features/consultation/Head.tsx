import type { ReactNode } from "react";
import { ModeMark, PrecedenceMark, SeverityMark, TlpMark, TrustMark } from "../../acts/index.ts";
import type { HeadView } from "./consultation-view.ts";

/** Who consults about what, and how it is to be handled. */
export function Head({ head }: { head: HeadView }): ReactNode {
  return (
    <header className="consult__head">
      <h1 className="title">{head.title}</h1>
      <div className="row">
        <ModeMark mode={head.mode} />
        {head.tlp !== null && <TlpMark tlp={head.tlp} />}
        {head.precedence !== null && <PrecedenceMark precedence={head.precedence} />}
        {head.severity !== null && <SeverityMark severity={head.severity} />}
      </div>
      <div className="consult__sub">
        <span className="row row--tight">
          <b className="strong">{head.level}</b>
          <span className="muted">{head.openedBy}</span>
        </span>
        {head.counterpart !== null && (
          <span className="row row--tight">
            {head.counterpart.text}
            <TrustMark rec={head.counterpart.rec} trust={head.counterpart.trust} />
          </span>
        )}
      </div>
    </header>
  );
}
