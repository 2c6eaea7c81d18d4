import type { Client, ClientSnapshot } from "@parley/client";

/** A minute is far more than anything here takes on a slow machine. */
const PATIENCE = 60_000;

/** Resolves with the moment (`performance.now()`) at which the client's snapshot first says it. */
export function shown(
  client: Client,
  what: string,
  says: (snapshot: ClientSnapshot) => boolean,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      settle();
    };
    const timer = setTimeout(
      () => end(() => reject(new Error(`waited in vain for ${what}`))),
      PATIENCE,
    );
    const look = (): void => {
      if (says(client.snapshot())) end(() => resolve(performance.now()));
    };
    const stop = client.subscribe(look);
    look();
  });
}
