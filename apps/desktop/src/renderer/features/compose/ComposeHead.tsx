import { PRECEDENCE, PRECEDENCE_LABEL, TLP, TLP_LABEL } from "@parley/protocol";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { ModeMark } from "../../acts/index.ts";
import { IconButton } from "../../ui/Button.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { setEnvelope } from "./draft-fields.ts";
import { anchorOf } from "./draft-problems.ts";
import type { ComposeForm } from "./form.ts";

/** Title, mode, precedence, handling. */
export function ComposeHead({
  form,
  lead,
  title,
  onClose,
}: {
  form: ComposeForm;
  lead: string;
  title: string;
  onClose: () => void;
}): ReactNode {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // The screen begins here for whoever uses the keyboard, and Esc works at once.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header className="write__head">
      <div className="row row--between">
        <div className="write__title">
          <p className="meta">{lead}</p>
          <h1 className="title" tabIndex={-1} ref={heading}>
            {title}
          </h1>
        </div>
        <div className="row write__marks">
          <ModeMark mode={form.setting.mode} />
          <div className="field" id={anchorOf("prec")}>
            <span className="hint">{say(compose.precedence)}</span>
            <RadioGroup
              look="segments"
              small
              label={say(compose.precedence)}
              options={PRECEDENCE.toReversed().map((one) => ({
                value: one,
                label: PRECEDENCE_LABEL[one],
              }))}
              value={form.draft.prec}
              onValue={(prec) => form.change(setEnvelope({ prec }))}
            />
          </div>
          <div className="field" id={anchorOf("tlp")}>
            <label className="hint" htmlFor={id}>
              {say(compose.handling)}
            </label>
            <select
              id={id}
              className="select select--s"
              value={form.draft.tlp}
              onChange={(event) => {
                const tlp = TLP.find((one) => one === event.target.value);
                if (tlp !== undefined) form.change(setEnvelope({ tlp }));
              }}
            >
              {TLP.map((one) => (
                <option key={one} value={one}>
                  {TLP_LABEL[one]}
                </option>
              ))}
            </select>
          </div>
          <IconButton icon="close" label={say(compose.closeKept)} onClick={onClose} />
        </div>
      </div>
    </header>
  );
}
