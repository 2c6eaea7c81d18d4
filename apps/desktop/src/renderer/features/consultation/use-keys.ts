import { useEffect, type RefObject } from "react";
import type { StepView } from "./step-view.ts";

/** Single keys of the screen: those of its steps, and J and K from act to act. They can be switched off. */
export function useKeys(
  root: RefObject<HTMLElement | null>,
  setting: {
    readonly steps: readonly StepView[];
    readonly takeStep: (step: StepView) => void;
    readonly singleKeys: boolean;
  },
): void {
  const { steps, takeStep, singleKeys } = setting;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey ||
        event.shiftKey
      )
        return;
      if (document.querySelector("dialog[open], :popover-open") !== null) return;
      if (!singleKeys || event.repeat || takesText(event.target)) return;
      const key = event.key.toUpperCase();
      if (key === "J" || key === "K") {
        event.preventDefault();
        nextAct(root.current, key === "J" ? 1 : -1)?.focus();
        return;
      }
      const step = steps.find((one) => one.shortcut === key);
      if (step === undefined) return;
      event.preventDefault();
      takeStep(step);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [root, steps, takeStep, singleKeys]);
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}

/** The act after or before the one that has the focus; from outside, the last one. */
function nextAct(root: HTMLElement | null, step: 1 | -1): HTMLElement | undefined {
  const acts = [...(root?.querySelectorAll<HTMLElement>("[data-act] > article") ?? [])];
  const at = acts.findIndex((act) => act.contains(document.activeElement));
  return at < 0 ? acts.at(-1) : acts[Math.min(acts.length - 1, Math.max(0, at + step))];
}
