import type { Page } from "playwright-core";
import { log } from "../../e2e/screen.ts";

/** What a person sees of a consultation. */
export interface Shown {
  readonly acts: readonly ShownAct[];
  readonly notes: readonly ShownNote[];
  /** What is said of the room: something unreadable, missing, refused; a wait; a hold. */
  readonly lines: readonly string[];
}

export interface ShownAct {
  readonly hash: string;
  readonly title: string;
  /** `1 of 4`; empty where none is said. */
  readonly place: string;
  readonly signed: string;
  readonly trust: string;
  readonly status: string;
  readonly remarks: readonly string[];
}

export interface ShownNote {
  /** Name of the State. */
  readonly who: string;
  readonly text: string;
  readonly status: string;
}

/** Reads the log of the consultation in sight. */
export function readLog(page: Page): Promise<Shown> {
  return log(page).evaluate((root): Shown => {
    const all = (within: Element, selector: string): string[] =>
      [...within.querySelectorAll<HTMLElement>(selector)].map((one) => one.innerText.trim());
    const first = (within: Element, selector: string): string => all(within, selector)[0] ?? "";
    return {
      acts: [...root.querySelectorAll<HTMLElement>(".entry[data-act]")].map((entry) => ({
        hash: entry.dataset["act"] ?? "",
        title: first(entry, ".act__kind"),
        place: /Act (\d+ of \d+)/.exec(entry.innerText)?.[1] ?? "",
        signed: /Signed by [^\n]+/.exec(entry.innerText)?.[0] ?? "",
        trust: first(entry, "button.trust"),
        status: first(entry, ".deliv"),
        remarks: all(entry, ".line"),
      })),
      notes: [...root.querySelectorAll(".entry--note")].map((entry) => ({
        who: first(entry, ".entry__who b"),
        text: first(entry, ".note > p"),
        status: first(entry, ".deliv"),
      })),
      lines: [...all(root, ".entry--line .line"), ...all(root, ":scope > .line, :scope > .held")],
    };
  });
}
