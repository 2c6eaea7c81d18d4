import type { SignInProblem } from "@parley/client";
import type { ReactNode } from "react";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/controls.tsx";
import { Field } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { entry } from "../../words/en/entry.ts";
import { say } from "../../words/message.ts";
import { signInWords } from "./refusal-words.ts";
import { StageHead } from "./StageHead.tsx";

export interface SignInProps {
  readonly homeserver: string;
  readonly account: string;
  readonly working: boolean;
  readonly refusal: SignInProblem | null;
  readonly onSignIn: () => void;
  readonly onCancel: () => void;
}

/** Account and homeserver come from the exercise file; one button. */
export function SignIn(props: SignInProps): ReactNode {
  const { signIn } = entry;
  const refused = props.refusal === null ? null : signInWords(props.refusal);
  return (
    <>
      <StageHead title={say(signIn.title)} lead={say(signIn.lead)} />
      {refused !== null && (
        <div className="lockform">
          <Banner tone="notice" title={refused.title} urgent>
            <p>{refused.text}</p>
          </Banner>
        </div>
      )}
      <form
        className="lockform"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.working) props.onSignIn();
        }}
      >
        <Sheet>
          <Field label={say(signIn.homeserver)} hint={say(signIn.homeserverHint)}>
            {(control) => <TextInput {...control} value={props.homeserver} readOnly />}
          </Field>
          <Field label={say(signIn.account)} hint={say(signIn.passwordHint)}>
            {(control) => <TextInput {...control} value={props.account} readOnly />}
          </Field>
          <div className="row row--end">
            {props.working && (
              <Button kind="quiet" size="l" onClick={props.onCancel}>
                {say(signIn.cancel)}
              </Button>
            )}
            <Button kind="primary" size="l" type="submit" busy={props.working}>
              {say(props.working ? signIn.working : signIn.action)}
            </Button>
          </div>
        </Sheet>
      </form>
    </>
  );
}
