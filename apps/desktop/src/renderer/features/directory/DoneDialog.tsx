import type { ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";

/** In place of the dialog that asked: what was done, and one way on. */
export function DoneDialog({
  title,
  closeLabel,
  onClose,
  children,
}: {
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <Dialog
      title={title}
      closeLabel={closeLabel}
      onClose={onClose}
      footer={
        <>
          <span />
          <Button kind="primary" onClick={onClose}>
            {closeLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
