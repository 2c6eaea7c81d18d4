import { STANDARD_PHRASES } from "@parley/protocol";
import type { ReactNode } from "react";
import { Checkbox } from "../../../ui/controls.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { phrasesFor, setPhrase } from "../draft-fields.ts";
import { anchorOf } from "../draft-problems.ts";
import type { ComposeForm } from "../form.ts";

/** Standard phrases in full; each stands in the act unless its author takes it out. */
export function PhrasesField({ form }: { form: ComposeForm }): ReactNode {
  const codes = phrasesFor(form.draft);
  return (
    <div id={anchorOf("res")}>
      {codes.length === 0 && <p className="hint">{say(compose.phrase.none)}</p>}
      {codes.map((code) => (
        <div key={code} className="frow frow--top">
          <Checkbox
            checked={form.draft.res.includes(code)}
            onChecked={(stands) => form.change(setPhrase(code, stands))}
          >
            {say(compose.phrase[code])}
          </Checkbox>
          <p className={form.draft.res.includes(code) ? "act__res" : "act__res is-out"} lang="en">
            {STANDARD_PHRASES[code].en}
          </p>
        </div>
      ))}
    </div>
  );
}
