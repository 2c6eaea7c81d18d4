import type { SessionEvent } from "./port.ts";

/** Passes events of one session to its listeners, in order, until it is closed. */
export class Announcer {
  private readonly listeners = new Set<(event: SessionEvent) => void>();

  onEvent(listener: (event: SessionEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  say(event: SessionEvent): void {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        // A bug of the listener: it is reported as uncaught, and neither the sync nor the next event suffers.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  close(): void {
    this.listeners.clear();
  }
}
