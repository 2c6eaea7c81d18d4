import type { SessionEvent } from "@parley/session";
import { retryAll } from "./backoff.ts";
import type { Core } from "./core.ts";
import type { Reception } from "./reception.ts";
import type { TrustSettling } from "./trust.ts";

/** What one end of a client does about the announcements of its session, besides what all do. */
export interface SessionSteps {
  readonly reception: Reception;
  readonly trust: TrustSettling;
  /** Awaited, inside the queue, after arrivals were taken in. */
  readonly arrived: () => Promise<void>;
  /** The link is back. */
  readonly connected: () => void;
  /** Members, or the link, may have changed what can be done. */
  readonly lookAtAll: () => void;
  readonly invited: () => void;
}

/** None of the announcements steers: each says that something can be looked at anew. */
export function onSessionEvent(core: Core, event: SessionEvent, steps: SessionSteps): void {
  switch (event.kind) {
    case "arrival":
      steps.reception.push(event.arrival);
      void core.queue.run(async () => {
        if (await steps.reception.drain()) await steps.arrived();
      });
      return;
    case "link":
      core.link = event.link;
      core.touch();
      if (event.link.state !== "connected") return;
      retryAll(core);
      steps.connected();
      void steps.trust.settle();
      steps.lookAtAll();
      return;
    case "members":
      core.touch();
      void steps.trust.settle();
      steps.lookAtAll();
      return;
    case "invitations":
      steps.invited();
      return;
    case "devices":
      void steps.trust.settle();
      return;
    case "wedged":
  }
}
