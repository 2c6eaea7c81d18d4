import type { ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";

export interface NoLongerProps {
  /**
   * `disabled`: the directory took the key out; `reported`: a colleague or the owner said that it is lost; `unlisted`: the
   * directory has no record that names this device any more.
   */
  readonly why: "disabled" | "reported" | "unlisted";
  /** Which entry says so, and when; null where it is not known. */
  readonly since: { readonly n: number; readonly here: string; readonly utc: string } | null;
  readonly onLook: () => void;
  readonly onSignOut: () => void;
}

/** This device was listed and is no longer: what happened, and what to do. */
export function NoLonger({ why, since, onLook, onSignOut }: NoLongerProps): ReactNode {
  const { noLonger: words } = enrol;
  const said = words[why];
  return (
    <>
      <div>
        <h1 className="title row row--tight">
          <Icon name="suspended" large />
          {say(said.title)}
        </h1>
        <p className="lead">{say(said.lead)}</p>
        {since !== null && <p className="meta">{say(words.at, since)}</p>}
      </div>
      <div className="lockform stack">
        <Sheet>
          <h2 className="h2">{say(words.why)}</h2>
          <ul className="dashes">
            {said.reasons.map((reason) => (
              <li key={reason.text}>{say(reason)}</li>
            ))}
          </ul>
        </Sheet>
        <Banner tone="notice" icon="phone" title={say(words.unexpected.title)}>
          <p>{say(words.unexpected.text)}</p>
        </Banner>
        <p>{say(words.toWork)}</p>
      </div>
      <div className="row row--between lockform">
        <Button kind="grave" icon="stop" onClick={onSignOut}>
          {say(words.signOut)}
        </Button>
        <Button kind="primary" size="l" onClick={onLook}>
          {say(words.look)}
        </Button>
      </div>
    </>
  );
}
