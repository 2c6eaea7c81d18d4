import { setTimeout as sleep } from "node:timers/promises";
import { EXERCISE_STATES } from "@parley/protocol";
import { bringUp, type Exercise } from "./bring-up.ts";
import { startVirtualDisplay } from "./display.ts";
import { technicalOffice, type Office } from "./office.ts";
import { packageClient } from "./package-client.ts";
import type { Place } from "./place.ts";
import { serviceProcess } from "./service-process.ts";
import { DrivenClient } from "./story/driven-client.ts";
import * as hands from "./story/hands.ts";
import { PASSPHRASE } from "./story/texts.ts";
import { openTerminal } from "./terminal.ts";
import { hearWords } from "./terminal-officer.ts";
import { openWindow, switchesFor } from "./window-process.ts";

export interface InteractiveOptions {
  /** New folder for homeserver, service and profiles; the caller removes it. */
  readonly dir: string;
  /** The desks enrol by themselves, and their windows open at the unlock screen. */
  readonly enrolled: boolean;
  readonly say: (line: string) => void;
  readonly cancelled: AbortSignal;
}

/** Two windows on a homeserver of their own, until both are closed or `cancelled` says so. */
export async function runInteractive(options: InteractiveOptions): Promise<void> {
  const { dir, enrolled, say, cancelled } = options;
  say("Packaging the desktop client, unless that was done before");
  const executable = await packageClient();
  say("Starting the homeserver and the Secretariat's service");
  const exercise = await bringUp({
    dir,
    offices: firstOffices(),
    now: Date.now,
    startService: serviceProcess,
  });
  try {
    if (cancelled.aborted) return;
    if (enrolled) {
      await enrolByThemselves(executable, exercise, say, cancelled);
      say(`The passphrase of both desks: ${PASSPHRASE}`);
    } else tellTickets(exercise.places, say);
    if (cancelled.aborted) return;
    say(`Opening ${exercise.places.length} windows; close them, or press Ctrl+C here, to end`);
    const windows = exercise.places.map((place) => openWindow(executable, place));
    const closed = new AbortController();
    const stop = AbortSignal.any([cancelled, closed.signal]);
    cancelled.addEventListener("abort", () => {
      for (const window of windows) window.stop();
    });
    const hearing = enrolled ? Promise.resolve() : hearAll(exercise, stop);
    await Promise.all(windows.map(({ ended }) => ended));
    closed.abort();
    await hearing;
  } finally {
    await exercise.close();
  }
}

/** Both States of a first consultation. */
export function firstOffices(): readonly Office[] {
  return EXERCISE_STATES.slice(0, 2).map(({ code }) => technicalOffice(code, 1));
}

function nameOf({ office }: Place): string {
  return EXERCISE_STATES.find(({ code }) => code === office.state)?.name ?? office.id;
}

function tellTickets(places: readonly Place[], say: (line: string) => void): void {
  say("Each desk begins with a ticket. In its window, choose the file:");
  for (const place of places) say(`  ${nameOf(place)}  ${place.ticketFile}`);
  say("You are the officer, too: here you will be asked for the words that the desks show.");
}

/** Asks at the terminal for the words of each desk, as it begins to ask to be admitted. */
async function hearAll(exercise: Exercise, stop: AbortSignal): Promise<void> {
  const { officers } = exercise;
  const terminal = openTerminal(stop);
  const waiting = new Set(exercise.places);
  try {
    while (waiting.size > 0 && !stop.aborted) {
      for (const place of waiting) {
        if (!(await officers.asks(place))) continue;
        const name = `${nameOf(place)}, Technical PoC`;
        const desk = { name, admit: (heard: string) => officers.admit(place, heard) };
        if (!(await hearWords(desk, terminal))) return;
        waiting.delete(place);
      }
      await sleep(LOOK, undefined, { signal: stop }).catch(() => undefined);
    }
    if (waiting.size === 0) terminal.say("Both desks are admitted. The officer has nothing to do.");
  } finally {
    terminal.close();
  }
}

/** How often is looked whether a desk asks, in ms. */
const LOOK = 500;

/** Plays the enrolment of every place on a screen that nobody sees, and closes the clients again. */
async function enrolByThemselves(
  executable: string,
  exercise: Exercise,
  say: (line: string) => void,
  cancelled: AbortSignal,
): Promise<void> {
  const display = await startVirtualDisplay(process.env);
  const clients: DrivenClient[] = [];
  const stop = (): void => {
    for (const client of clients) void client.kill();
  };
  cancelled.addEventListener("abort", stop);
  try {
    for (const place of exercise.places) {
      if (cancelled.aborted) return;
      const client = await DrivenClient.launch({
        executable,
        switches: switchesFor(place),
        display: display.display,
        name: place.office.id,
      });
      clients.push(client);
      await exercise.officers.hear(place, await hands.enrol(client.page, place));
      await hands.goToDesk(client.page);
      await client.close();
      say(`${nameOf(place)} is enrolled: ticket, passphrase, twelve words, admitted`);
    }
  } finally {
    cancelled.removeEventListener("abort", stop);
    await Promise.allSettled(clients.map((client) => client.close()));
    await display.close();
  }
}
