import type { Instant } from "@parley/base";
import type { Link } from "./port.ts";

/** Waits between attempts, in ms; the SDK asks by itself every 10 s at the latest. */
const WAITS = [1_000, 2_000, 4_000, 8_000, 10_000] as const;
const LAST_WAIT = 10_000;

export interface LinkParts {
  readonly say: (link: Link) => void;
  /** Asks the homeserver now. */
  readonly ask: () => void;
  readonly now: () => Instant;
}

/** Whether the homeserver answers. Turns away at the first request without a reply, back at the next sync. */
export class LinkState {
  private link: Link = { state: "connecting" };
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  private readonly parts: LinkParts;

  constructor(parts: LinkParts) {
    this.parts = parts;
  }

  current(): Link {
    return this.link;
  }

  /** A sync came through. */
  found(): void {
    if (this.isOver()) return;
    this.failures = 0;
    clearTimeout(this.timer);
    if (this.link.state !== "connected") this.turn({ state: "connected", since: this.parts.now() });
  }

  /** A request had no reply. */
  lost(): void {
    if (this.isOver()) return;
    const now = this.parts.now();
    const wait = WAITS[this.failures] ?? LAST_WAIT;
    this.failures++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.parts.ask(), wait);
    const since = this.link.state === "away" ? this.link.since : now;
    this.turn({ state: "away", since, retryAt: now + wait });
  }

  /** The server ended the sign-in. */
  signedOut(): void {
    if (this.isOver()) return;
    clearTimeout(this.timer);
    this.turn({ state: "signed-out" });
  }

  retryNow(): void {
    if (this.isOver() || this.link.state !== "away") return;
    this.failures = 0;
    this.parts.ask();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private isOver(): boolean {
    return this.closed || this.link.state === "signed-out";
  }

  private turn(link: Link): void {
    this.link = link;
    this.parts.say(link);
  }
}
