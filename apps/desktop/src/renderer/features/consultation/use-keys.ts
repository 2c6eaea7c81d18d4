import { useEffect, type RefObject } from "react";
import type { StepView } from "./step-view.ts";

/** Keys of the screen: those of its steps, J and K from act to act, F6 from region to region. */
export function useKeys(
  root: RefObject<HTMLElement | null>,
  setting: {
    readonly steps: readonly StepView[];
    readonly takeStep: (step: StepView) => void;
    /** Single keys can be switched off; F6 stays. */
    readonly singleKeys: boolean;
  },
): void {
  const { steps, takeStep, singleKeys } = setting;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector("dialog[open], :popover-open") !== null) return;
      if (event.key === "F6") {
        event.preventDefault();
        nextRegion(event.shiftKey ? -1 : 1)?.focus();
        return;
      }
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

/** The next of all regions of the window that has something to focus; the first after the last. */
function nextRegion(step: 1 | -1): HTMLElement | undefined {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? regions[0] : regions.at((at + step) % regions.length);
  return next?.matches("[tabindex]")
    ? next
    : (next?.querySelector<HTMLElement>("textarea, button, a[href], [tabindex]") ?? undefined);
}
