/** What a key press asks of the whole window. */
export type WindowKey = "new" | "lock" | "home" | "directory" | "back" | "region" | "region-back";

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** The focus is where text is typed. */
  readonly inText: boolean;
  readonly inDialog: boolean;
}

/** Single keys act outside of text fields only, and can be switched off. Null: not for the window. */
export function windowKey(press: KeyPress, singleKeys: boolean): WindowKey | null {
  const { key, ctrl, shift, alt } = press;
  if (ctrl && shift && !alt && key.toLowerCase() === "l") return "lock";
  if (press.inDialog) return null;
  if (key === "Escape" && !press.inText) return "back";
  if (key === "F6") return shift ? "region-back" : "region";
  if (alt && !ctrl && !shift && key === "1") return "home";
  if (alt && !ctrl && !shift && key === "3") return "directory";
  if (ctrl || alt || shift || press.inText || !singleKeys) return null;
  return key.toLowerCase() === "n" ? "new" : null;
}

/** Reads a key press where it happened. */
export function pressOf(event: KeyboardEvent): KeyPress {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    inText: target?.matches("input, textarea, select, [contenteditable=true]") ?? false,
    inDialog: document.querySelector("dialog[open]") !== null,
  };
}

/** Puts the focus into the next (or the last) of the window's regions. */
export function toNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = at < 0 ? regions[0] : regions.at((at + step) % regions.length);
  if (next === undefined) return;
  if (next.matches("[tabindex]")) next.focus();
  else next.querySelector<HTMLElement>("textarea, input, button, a[href], [tabindex]")?.focus();
}
