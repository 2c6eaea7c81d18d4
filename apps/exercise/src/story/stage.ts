import type { Exercise } from "../bring-up.ts";
import type { Place } from "../place.ts";
import type { Steps } from "../report.ts";
import type { DrivenClient } from "./driven-client.ts";

/** What a story is played on. */
export interface Stage {
  readonly exercise: Exercise;
  readonly steps: Steps;
  /** Starts the client of a place; `name` is short, for its pictures. */
  readonly launch: (place: Place, name: string) => Promise<DrivenClient>;
  /** A picture of every client, under the number and a short name of the step. */
  readonly pictures: (name: string, ...clients: readonly DrivenClient[]) => Promise<void>;
  /** Takes note of texts that the homeserver must not hold in the end. */
  readonly keepFromServer: (...texts: readonly string[]) => void;
  /** Waits for what comes to the officers over the service. */
  readonly until: <T>(what: string, find: () => Promise<T | undefined>) => Promise<T>;
  /** A file of the story's own. */
  readonly file: (name: string) => string;
}

/** The place of a State's technical office. */
export function placeOf({ exercise }: Stage, state: string): Place {
  const place = exercise.places.find(({ office }) => office.state === state);
  if (place === undefined) throw new Error(`${state} has no place`);
  return place;
}

/** Does the same in several clients at once. */
export async function each(
  clients: readonly DrivenClient[],
  act: (page: DrivenClient["page"]) => Promise<void>,
): Promise<void> {
  await Promise.all(clients.map(({ page }) => act(page)));
}
