import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Icon } from "../../ui/Icon.tsx";
import { consultation as words } from "../../words/en/consultation.ts";
import { say } from "../../words/message.ts";
import type { StepView } from "./step-view.ts";

/** The further acts behind one button, as a menu. */
export function OtherActs({
  steps,
  takeStep,
}: {
  steps: readonly StepView[];
  takeStep: (step: StepView) => void;
}): ReactNode {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const items = (): readonly HTMLElement[] => [
    ...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? []),
  ];
  const move = (event: KeyboardEvent): void => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <>
      <button
        type="button"
        className="btn btn--s btn--menu"
        popoverTarget={id}
        aria-haspopup="menu"
      >
        {say(words.composer.other)}
        <Icon name="chev" />
      </button>
      <div
        ref={menu}
        id={id}
        className="menu menu--up"
        role="menu"
        tabIndex={-1}
        aria-label={say(words.composer.other)}
        popover="auto"
        onKeyDown={move}
        onToggle={(event) => {
          if (event.newState === "open") items()[0]?.focus();
        }}
      >
        {steps.map((step) => (
          <button
            key={step.key}
            type="button"
            role="menuitem"
            onClick={() => {
              menu.current?.hidePopover();
              takeStep(step);
            }}
          >
            <Icon name={step.icon} />
            <span>{step.label}</span>
            {step.shortcut !== null && (
              <span className="kbd" aria-hidden="true">
                {step.shortcut}
              </span>
            )}
          </button>
        ))}
      </div>
    </>
  );
}
