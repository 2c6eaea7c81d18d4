import type { Result } from "@parley/base";
import type { ActionRefusal } from "@parley/client";
import { REPORT_REASONS, type ReportReason } from "@parley/directory";
import { useState, type ReactNode } from "react";
import type { DeviceRow } from "../../acts/index.ts";
import { Banner } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { directory as words } from "../../words/en/directory.ts";
import { say } from "../../words/message.ts";
import { DoneDialog } from "./DoneDialog.tsx";
import { useAction } from "./use-action.ts";

/** The one confirmation of a report: what it does, that it is at once, and that the key never comes back. */
export function ReportDialog({
  device,
  office,
  report,
  onClose,
}: {
  device: DeviceRow;
  office: string;
  report: (why: ReportReason) => Promise<Result<void, ActionRefusal>>;
  onClose: () => void;
}): ReactNode {
  const { devices: w } = words;
  const [why, setWhy] = useState<ReportReason>("lost");
  const [done, setDone] = useState(false);
  const { working, problem, run } = useAction();
  const go = async (): Promise<void> => {
    if (await run(() => report(why))) setDone(true);
  };
  const name = say(w.one, { device: device.name, office });
  if (done) {
    return (
      <DoneDialog title={say(w.done)} closeLabel={say(w.close)} onClose={onClose}>
        <p>{say(w.doneText)}</p>
        <p className="muted">{say(w.next)}</p>
      </DoneDialog>
    );
  }
  return (
    <Dialog
      title={device.own ? say(w.dialogHere) : say(w.dialog, { device: name })}
      closeLabel={say(w.close)}
      onClose={onClose}
      grave
      footer={
        <>
          <span />
          <Button onClick={onClose}>{say(w.back)}</Button>
          <Button kind="grave" busy={working} onClick={() => void go()}>
            {say(w.action)}
          </Button>
        </>
      }
    >
      <Field label={say(w.reason)} group>
        {(control) => (
          <RadioGroup
            label={say(w.reason)}
            control={control}
            value={why}
            onValue={setWhy}
            options={REPORT_REASONS.map((value) => ({ value, label: say(w.reasons[value]) }))}
          />
        )}
      </Field>
      {device.own && (
        <p>
          <b className="strong">{say(w.here)}</b>
        </p>
      )}
      <p>{say(w.what)}</p>
      <p>{say(w.forGood)}</p>
      <p className="muted">{say(w.history)}</p>
      {problem !== null && <Banner tone="notice" title={problem} urgent />}
    </Dialog>
  );
}
