import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Track } from "../../ui/Steps.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";

export interface VerifiedProps {
  /** "Bravo, Technical PoC". */
  readonly office: string;
  /** The entry that lists this device; null where it is not known. */
  readonly entry: number | null;
  /** Whether the State's own signature stands beside the officers'. */
  readonly cosigned: boolean;
  readonly onDesk: () => void;
}

/** Said once, when the directory lists this device. */
export function Verified({ office, entry, cosigned, onDesk }: VerifiedProps): ReactNode {
  const { verified: words } = enrol;
  return (
    <>
      <div aria-live="polite">
        <h1 className="title row row--tight verified__title">
          <Icon name="verified" large />
          {say(words.title)}
        </h1>
        <p className="lead">{say(words.lead, { office })}</p>
      </div>
      <div className="lockform">
        <Sheet>
          <h2 className="h2">{say(words.what)}</h2>
          <Track
            rows={[
              { key: "words", text: say(words.heard), at: "past" },
              {
                key: "signed",
                text:
                  entry === null
                    ? say(words.signedSomewhere)
                    : say(cosigned ? words.cosigned : words.signed, { n: entry }),
                at: "past",
              },
              { key: "here", text: say(words.here), at: "past" },
            ]}
          />
          <p>{say(words.password)}</p>
          <p>{say(words.lost)}</p>
          <div className="row row--end">
            <Button kind="primary" size="l" onClick={onDesk}>
              {say(words.action)}
            </Button>
          </div>
        </Sheet>
      </div>
    </>
  );
}
