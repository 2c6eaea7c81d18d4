import type { ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import type { Said } from "./said.ts";

export interface SigningProps {
  readonly working: boolean;
  readonly problem: Said | null;
  readonly onAgain: () => void;
  readonly onOther: () => void;
}

/** The ticket is being spent; or what was in the way, and how it goes on. */
export function Signing({ working, problem, onAgain, onOther }: SigningProps): ReactNode {
  const { signing: words } = enrol;
  return (
    <>
      <div aria-live="polite">
        <h1 className="title row row--tight">
          {working ? <span className="spin" aria-hidden="true" /> : <Icon name="offline" large />}
          {say(words.title)}
        </h1>
        <p className="lead">{say(working ? words.lead : words.stopped)}</p>
      </div>
      {problem !== null && (
        <div className="lockform">
          <Banner tone="notice" title={problem.title} urgent>
            <p>{problem.text}</p>
          </Banner>
        </div>
      )}
      {working ? (
        <p className="muted">{say(words.closing)}</p>
      ) : (
        <div className="row row--between lockform">
          <Button kind="quiet" size="l" onClick={onOther}>
            {say(words.other)}
          </Button>
          <Button kind="primary" size="l" icon="refresh" onClick={onAgain}>
            {say(words.again)}
          </Button>
        </div>
      )}
    </>
  );
}
