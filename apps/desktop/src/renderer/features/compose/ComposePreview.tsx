import { PRECEDENCE_LABEL, PRECEDENCE_USE, TLP_LABEL, TLP_MEANING } from "@parley/protocol";
import type { ReactNode } from "react";
import { ActSheet, officeName, stateNames } from "../../acts/index.ts";
import { Icon } from "../../ui/Icon.tsx";
import { KeyValues } from "../../ui/Sheet.tsx";
import { Shield } from "../../ui/Shield.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { draftAct, type Addressee } from "./compose-setting.ts";
import type { ComposeForm } from "./form.ts";

const SHIELDS = {
  verified: "verified",
  "not-listed": "unlisted",
  suspended: "suspended",
  "directory-behind": "behind",
} as const;

/** The act as its first reader will see it, with the reader's clock first; what goes with it stands below. */
export function ComposePreview({
  form,
  children,
}: {
  form: ComposeForm;
  children?: ReactNode;
}): ReactNode {
  const { draft, setting, now } = form;
  const { own, readers } = setting;
  return (
    <>
      <h2 className="h2">
        {readers.length === 1
          ? say(compose.preview, { to: stateNames(readers) })
          : say(compose.previewMany)}
      </h2>
      {own !== null && (
        <ActSheet
          draft
          act={draftAct(draft, setting)}
          from={own.state}
          frame={setting.readerFrame}
          now={now}
          place={[say(compose.see.from, { office: officeName(own) })]}
          foot={
            <span>
              <Icon name="draft" /> {say(compose.see.draft)}
            </span>
          }
        />
      )}
      {children}
      <KeyValues
        rows={[
          {
            name: say(compose.see.receives),
            value: <Addressees list={setting.addressees} />,
          },
          {
            name: TLP_LABEL[draft.tlp],
            value: TLP_MEANING[draft.tlp],
          },
          ...(draft.prec === null
            ? []
            : [{ name: PRECEDENCE_LABEL[draft.prec], value: PRECEDENCE_USE[draft.prec] }]),
        ]}
      />
    </>
  );
}

/** Each office, how many of its devices receive the act, and how far its name is backed. */
export function Addressees({ list }: { list: readonly Addressee[] }): ReactNode {
  return (
    <ul className="stack stack--s">
      {list.map(({ rec, office, trust }) => (
        <li key={rec} className="row row--tight">
          <span>
            {office === null
              ? say(compose.see.notInDirectory, { rec })
              : `${officeName(office)}, ${say(compose.see.devices, { count: office.devices })}`}
          </span>
          <Shield state={SHIELDS[trust]}>{say(compose.see.trust[trust])}</Shield>
        </li>
      ))}
    </ul>
  );
}
