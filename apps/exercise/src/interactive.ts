import { EXERCISE_STATES } from "@parley/protocol";
import { bringUp } from "./bring-up.ts";
import type { DeskNews } from "./listing-desk.ts";
import { technicalOffice, type Office } from "./office.ts";
import { ADMISSION_REFUSAL_TEXT } from "./officer.ts";
import { packageClient } from "./package-client.ts";
import { openWindow } from "./window-process.ts";

/** Two windows on a homeserver of their own, until both are closed or `cancelled` says so. */
export async function runInteractive(
  dir: string,
  offices: readonly Office[],
  say: (line: string) => void,
  cancelled: AbortSignal,
): Promise<void> {
  say("Packaging the desktop client, unless that was done before");
  const executable = await packageClient();
  say("Starting the homeserver");
  const exercise = await bringUp({
    dir,
    offices,
    now: Date.now,
    tell: (news) => say(newsSentence(news, offices)),
  });
  try {
    if (cancelled.aborted) return;
    say(`Opening ${exercise.places.length} windows; close them, or press Ctrl+C here, to end`);
    const windows = exercise.places.map((place) => openWindow(executable, place));
    cancelled.addEventListener("abort", () => {
      for (const window of windows) window.stop();
    });
    await Promise.all(windows.map(({ ended }) => ended));
  } finally {
    await exercise.close();
  }
}

/** Both States of a first consultation. */
export function firstOffices(): readonly Office[] {
  return EXERCISE_STATES.slice(0, 2).map(({ code }) => technicalOffice(code, 1));
}

function newsSentence(news: DeskNews, offices: readonly Office[]): string {
  const state = offices.find(({ id }) => id === news.office)?.state;
  const name = EXERCISE_STATES.find(({ code }) => code === state)?.name ?? news.office;
  if (news.kind === "listed") return `The exercise's officer has listed ${name}`;
  const { reason } = news;
  const known: { readonly [code: string]: string } = ADMISSION_REFUSAL_TEXT;
  return `The exercise's officer has not listed ${name}. ${known[reason] ?? reason}`;
}
