import {
  characterCount,
  LEAST_CHARACTERS,
  passphraseAdvice,
  type PassphraseAdvice,
} from "@parley/crypto";
import type { StoreRefusal } from "@parley/storage";
import { useState, type ReactNode } from "react";
import type { Keychain } from "../../../contract/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { keepWords } from "./refusal-words.ts";
import { StageHead } from "./StageHead.tsx";

export interface SetPassphraseProps {
  readonly keychain: Keychain;
  readonly working: boolean;
  readonly refusal: StoreRefusal | "unreadable-kept" | "disk" | null;
  readonly onChosen: (passphrase: string) => void;
}

/** The passphrase, twice; what it protects, and that nobody can recover it. */
export function SetPassphrase(props: SetPassphraseProps): ReactNode {
  const { passphrase: words } = entry;
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const [asked, setAsked] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const advice = passphraseAdvice(first);
  const tooShort = asked ? shortWords(advice, first) : null;
  const different = asked && tooShort === null && first !== second ? say(words.different) : null;
  const caps = capsLock ? say(entry.capsLock) : null;
  return (
    <>
      <StageHead title={say(words.title)} lead={say(words.lead)} />
      <div className="lockform">
        <Banner tone="notice" title={say(words.lost.title)}>
          <p>{say(words.lost.text)}</p>
        </Banner>
      </div>
      {props.refusal !== null && (
        <div className="lockform">
          <Banner tone="alert" title={say(words.refused.title)} urgent>
            <p>{keepWords(props.refusal)}</p>
          </Banner>
        </div>
      )}
      <form
        className="lockform"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (props.working || shortWords(advice, first) !== null || first !== second) return;
          props.onChosen(first);
        }}
      >
        <Sheet>
          <PassphraseField
            label={say(words.field)}
            hint={say(words.hint, { least: LEAST_CHARACTERS })}
            error={tooShort}
            advice={caps ?? adviceWords(advice)}
            value={first}
            onValue={setFirst}
            onCapsLock={setCapsLock}
            autoComplete="new-password"
            focused
            readOnly={props.working}
          />
          <PassphraseField
            label={say(words.again)}
            error={different}
            value={second}
            onValue={setSecond}
            onCapsLock={setCapsLock}
            autoComplete="new-password"
            readOnly={props.working}
          />
          {props.keychain !== "available" && <p className="hint">{say(words.keychainAway)}</p>}
          <div className="row row--end">
            {props.working && <span className="muted">{say(words.working)}</span>}
            <Button kind="primary" size="l" type="submit" busy={props.working}>
              {say(words.action)}
            </Button>
          </div>
        </Sheet>
      </form>
    </>
  );
}

function shortWords(advice: PassphraseAdvice, passphrase: string): string | null {
  if (advice === "empty") return say(entry.passphrase.empty);
  if (advice !== "too-short") return null;
  return say(entry.passphrase.tooShort, {
    least: LEAST_CHARACTERS,
    now: characterCount(passphrase),
  });
}

function adviceWords(advice: PassphraseAdvice): string | null {
  const { advice: words } = entry.passphrase;
  switch (advice) {
    case "repeats":
      return say(words.repeats);
    case "guessable":
      return say(words.guessable);
    case "one-word":
      return say(words.oneWord);
    case "empty":
    case "too-short":
    case "good":
      return null;
  }
}
