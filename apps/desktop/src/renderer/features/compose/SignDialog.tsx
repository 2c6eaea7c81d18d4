import { TLP_LABEL, TLP_MEANING } from "@parley/protocol";
import type { ReactNode } from "react";
import { actTitle, momentTimes, officeName } from "../../acts/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { KeyValues } from "../../ui/Sheet.tsx";
import { compose } from "../../words/en/compose.ts";
import { say } from "../../words/message.ts";
import { Addressees } from "./ComposePreview.tsx";
import type { ComposeForm } from "./form.ts";
import { BLOCKING, type SignRemark } from "./sign-remarks.ts";

const { dialog } = compose;

/** Who signs what for whom, and what will happen with it. Nothing here is done by one key. */
export function SignDialog({
  form,
  remarks,
  signing,
  onSign,
  onClose,
}: {
  form: ComposeForm;
  remarks: readonly SignRemark[];
  signing: boolean;
  onSign: () => void;
  onClose: () => void;
}): ReactNode {
  const { draft, setting, now } = form;
  const office = setting.own === null ? "" : officeName(setting.own);
  const asked = (["ack", "reply", "revert"] as const).flatMap((name) => {
    const times = momentTimes(draft.ask[name], setting.frame, now);
    return times === null
      ? []
      : [<p key={name}>{`${say(compose.field[name])}: ${times.here}, ${times.others}`}</p>];
  });
  return (
    <Dialog
      title={say(dialog.signTitle)}
      closeLabel={say(dialog.close)}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button onClick={onClose} disabled={signing}>
            {say(dialog.back)}
          </Button>
          <Button
            kind="primary"
            icon="seal"
            busy={signing}
            disabled={remarks.some((one) => BLOCKING.has(one))}
            // The second click of a double click that opened this dialog signs nothing.
            onClick={(event) => event.detail < 2 && onSign()}
          >
            {say(signing ? dialog.signing : dialog.signNow)}
          </Button>
        </>
      }
    >
      <p>{say(dialog.signLead)}</p>
      <KeyValues
        rows={[
          { name: say(dialog.act), value: actTitle({ kind: draft.kind, f: draft.fields }) },
          { name: say(dialog.who), value: office },
          { name: say(dialog.to), value: <Addressees list={setting.addressees} /> },
          { name: TLP_LABEL[draft.tlp], value: TLP_MEANING[draft.tlp] },
          { name: say(dialog.mode), value: say(dialog.modes[setting.mode]) },
          {
            name: say(dialog.asked),
            value: asked.length === 0 ? say(dialog.nothingAsked) : asked,
          },
        ]}
      />
      <p>{say(dialog.shown)}</p>
      {remarks.map((one) => (
        <Banner
          key={one}
          tone="notice"
          icon={one === "held" ? "held" : "clock"}
          title={say(dialog.remarkTitles[one])}
        >
          <p>{say(dialog.remarks[one])}</p>
        </Banner>
      ))}
    </Dialog>
  );
}
