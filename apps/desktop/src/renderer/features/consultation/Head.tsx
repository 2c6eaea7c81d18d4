import type { ReactNode } from "react";
import { ModeMark, PrecedenceMark, SeverityMark, TlpMark } from "../../acts/index.ts";
import { Shield } from "../../ui/Shield.tsx";
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
            <Shield state={head.counterpart.trust.shield}>{head.counterpart.trust.text}</Shield>
          </span>
        )}
      </div>
    </header>
  );
}
