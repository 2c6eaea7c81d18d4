import { randomBytes } from "node:crypto";
import type * as Backoff from "../../../packages/client/src/backoff.ts";
import type * as OutboxRow from "../../../packages/client/src/outbox-row.ts";
import type * as Allowed from "../../../packages/session/src/allowed-requests.ts";
import type * as Way from "../../../packages/session/src/homeserver-fetch.ts";
import type * as IntakeModule from "../../../packages/session/src/intake.ts";
import type * as LinkModule from "../../../packages/session/src/link.ts";
import type * as Refusal from "../../../packages/session/src/refusal.ts";
import type * as Split from "../../../packages/session/src/sync-split.ts";
import { instead, type Defence } from "../../hostile/defence.ts";

export { KNOWN_BY_ID } from "../../hostile/delivery/defences.ts";

export const ID_KEPT: Defence = {
  is: "a payload keeps its id from attempt to attempt",
  without: [
    instead<typeof OutboxRow>("packages/client/src/outbox-row.ts", ({ contentOf }) => ({
      contentOf: (row) =>
        row.kind === "note"
          ? { ...contentOf(row), id: randomBytes(16).toString("base64url") }
          : contentOf(row),
    })),
  ],
};

export const LIMITS_KEPT: Defence = {
  is: "a limit is waited for as long as the homeserver asks, whatever else happens",
  without: [
    instead<typeof Backoff>("packages/client/src/backoff.ts", ({ hinder }) => ({
      hinder: (core, what, failure) =>
        hinder(core, what, failure.reason === "limited" ? { reason: "other" } : failure),
    })),
  ],
};

export const LINK_TURNS: Defence = {
  is: "a request without a reply, or with one that no homeserver gives, turns the link to away",
  without: [
    instead<typeof LinkModule>("packages/session/src/link.ts", ({ LinkState }) => ({
      LinkState: class extends LinkState {
        override lost(): void {
          // It goes on reading what it read.
        }
      },
    })),
  ],
};

export const ANSWERS_HAVE_SIGNS: Defence = {
  is: "JSON without what the answer to a request always has is no homeserver's",
  without: [
    instead<typeof Allowed>("packages/session/src/allowed-requests.ts", () => ({
      isAnswer: () => true,
    })),
  ],
};

export const ANSWERS_ARE_OBJECTS: Defence = {
  is: "JSON that is no object is no homeserver's",
  without: [
    ...ANSWERS_HAVE_SIGNS.without,
    instead<typeof Split>("packages/session/src/sync-split.ts", () => ({
      isObject: (value): value is Split.Json => value !== undefined,
    })),
  ],
};

export const ONLY_MATRIX_ERRORS: Defence = {
  is: "only a Matrix error is the homeserver's own word; anything else means that it is away",
  without: [
    instead<typeof Refusal>("packages/session/src/refusal.ts", ({ requestRefusal }) => ({
      requestRefusal: (failure) => {
        const refusal = requestRefusal(failure);
        return refusal.reason === "away" ? { reason: "refused", detail: "no answer" } : refusal;
      },
    })),
  ],
};

export const NO_REDIRECTS: Defence = {
  is: "no redirect is followed",
  without: [
    instead<typeof Way>("packages/session/src/homeserver-fetch.ts", ({ HomeserverFetch }) => ({
      HomeserverFetch: class extends HomeserverFetch {
        constructor(...parts: ConstructorParameters<typeof HomeserverFetch>) {
          super(...parts);
          const guarded = this.fetch;
          const follow: typeof guarded = (resource, init) =>
            resource instanceof URL && !resource.pathname.endsWith("/sync")
              ? globalThis.fetch(resource, { ...init, redirect: "follow" })
              : guarded(resource, init);
          Object.assign(this, { fetch: follow });
        }
      },
    })),
  ],
};

export const IN_ORDER: Defence = {
  is: "per room the oldest goes first, and nothing overtakes it",
  without: [
    instead<typeof OutboxRow>("packages/client/src/outbox-row.ts", ({ queuedIn }) => ({
      queuedIn: (state, room) => queuedIn(state, room).toReversed(),
    })),
  ],
};

export const GAPS_PAGED: Defence = {
  is: "a gap is paged back to the last event that was seen, however often a page fails",
  without: [
    instead<typeof IntakeModule>("packages/session/src/intake.ts", ({ Intake }) => ({
      Intake: class extends Intake {
        override take(...[batches, ...rest]: Parameters<IntakeModule.Intake["take"]>): void {
          super.take(
            batches.map((batch) => ({ ...batch, gapFrom: null })),
            ...rest,
          );
        }
      },
    })),
  ],
};
