import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { writeLocal } from "./local-time.ts";
import { countFields } from "./typed-text.ts";
import type { Compose } from "./use-compose.ts";

/** How far the draft is saved, and the two ways out. */
export function ComposeFoot({ state }: { state: Compose }): ReactNode {
  return (
    <footer className="write__foot">
      <Saved state={state} />
      <Whole state={state} />
      <span className="row write__ways">
        <Button kind="quiet" onClick={state.wishToDiscard}>
          {say(compose.discard)}
        </Button>
        <Button kind="primary" icon="seal" onClick={state.wishToSign} aria-haspopup="dialog">
          {say(compose.sign)}
        </Button>
      </span>
    </footer>
  );
}

/** True at every moment: what is not on the disk is not called saved. */
function Saved({ state }: { state: Compose }): ReactNode {
  const { save, form } = state;
  if (save.state === "refused") {
    return (
      <span className="row row--tight hint--err" role="alert">
        <Icon name="failed" />
        {say(compose.notSaved)}
        <Button size="s" onClick={state.saveAgain}>
          {say(compose.saveAgain)}
        </Button>
      </span>
    );
  }
  return (
    <output className="row row--tight muted">
      <Icon name="save" />
      {save.state === "new" && say(compose.savedAsWritten)}
      {save.state === "saving" && say(compose.saving)}
      {save.state === "saved" &&
        (save.at === null
          ? say(compose.savedBefore)
          : say(compose.saved, { time: timeOf(save.at, form.setting.zone) }))}
    </output>
  );
}

function timeOf(at: number, zone: string): string {
  const seconds = new Date(at).toISOString().slice(16, 19);
  return writeLocal(at, zone).slice(-5) + seconds;
}

/** Bytes of all texts together, once they come near what one act can hold. */
function Whole({ state }: { state: Compose }): ReactNode {
  const count = countFields(state.form.draft.fields);
  if (!count.shown) return null;
  return (
    <span className={count.over ? "hint hint--ask" : "hint"}>
      {say(compose.whole, { units: count.units, most: count.most })}
    </span>
  );
}
