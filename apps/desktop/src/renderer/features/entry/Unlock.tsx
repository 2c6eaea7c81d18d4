import type { Instant } from "@parley/base";
import { useState, type ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { SetUpAnew } from "./SetUpAnew.tsx";
import { StageHead } from "./StageHead.tsx";

export interface UnlockProps {
  readonly working: boolean;
  readonly wrong: number;
  readonly notBefore: Instant;
  readonly now: Instant;
  readonly onUnlock: (passphrase: string) => void;
  readonly onAnew: () => void;
}

/** After every start, and after locking. */
export function Unlock(props: UnlockProps): ReactNode {
  const { unlock: words } = entry;
  const [passphrase, setPassphrase] = useState("");
  const [capsLock, setCapsLock] = useState(false);
  const [anew, setAnew] = useState(false);
  const seconds = Math.ceil((props.notBefore - props.now) / 1000);
  const waiting = seconds > 0;
  const wrong = props.wrong > 0 && !props.working ? say(words.wrong, { times: props.wrong }) : null;
  const advice = [waiting && say(words.wait, { seconds }), capsLock && say(entry.capsLock)]
    .filter((text) => text !== false)
    .join(" ");
  return (
    <>
      <StageHead title={say(words.title)} lead={say(words.lead)} />
      <div className="lockform">
        <Banner tone="notice" icon="mute" title={say(words.silent.title)}>
          <p className="muted">{say(words.silent.text)}</p>
        </Banner>
      </div>
      <form
        className="lockform"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.working && !waiting && passphrase !== "") props.onUnlock(passphrase);
        }}
      >
        <Sheet>
          <PassphraseField
            label={say(words.field)}
            hint={say(words.hint)}
            error={wrong}
            advice={advice === "" ? null : advice}
            value={passphrase}
            onValue={setPassphrase}
            onCapsLock={setCapsLock}
            autoComplete="current-password"
            focused
            readOnly={props.working}
          />
          <div className="row row--end">
            <Button
              kind="primary"
              size="l"
              type="submit"
              busy={props.working}
              disabled={waiting || passphrase === ""}
            >
              {say(props.working ? words.working : words.action)}
            </Button>
          </div>
        </Sheet>
      </form>
      <div className="row row--between lockform">
        <span className="muted">{say(words.lostQuestion)}</span>
        <Button kind="quiet" onClick={() => setAnew(true)}>
          {say(words.lostAction)}
        </Button>
      </div>
      {anew && <SetUpAnew onBack={() => setAnew(false)} onAnew={props.onAnew} />}
    </>
  );
}
