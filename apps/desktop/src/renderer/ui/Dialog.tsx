import { useId, useLayoutEffect, useRef, type ReactNode } from "react";
import { IconButton } from "./Button.tsx";

/**
 * A modal dialog on the browser's own `<dialog>`, which keeps the focus inside and gives it back. Esc and the cross
 * only ask to close; whoever holds what was typed goes on holding it.
 */
export function Dialog({
  title,
  closeLabel,
  onClose,
  footer,
  grave = false,
  children,
}: {
  title: string;
  closeLabel: string;
  onClose: () => void;
  /** Buttons; the first stands apart at the left. */
  footer?: ReactNode;
  grave?: boolean;
  children: ReactNode;
}): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Closed while it still stands in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (!dialog.open) dialog.showModal();
    // Not on a button: a key that is still held from opening it must not press one.
    dialog.focus();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={grave ? "dialog dialog--grave" : "dialog"}
      role={grave ? "alertdialog" : undefined}
      aria-labelledby={id}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog__h">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={closeLabel} onClick={onClose} />
      </div>
      <div className="dialog__b">{children}</div>
      {footer !== undefined && <div className="dialog__f">{footer}</div>}
    </dialog>
  );
}
