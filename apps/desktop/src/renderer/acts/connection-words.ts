import { unreachable, type Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";
import { clockIn, UTC } from "../words/times.ts";

type Link = ClientSnapshot["link"];

/** How the homeserver answers, in two or three words. */
export function linkWord(link: Link): string {
  switch (link.state) {
    case "connecting":
      return say(app.link.connecting);
    case "connected":
      return say(app.link.connected);
    case "away":
      return say(app.link.away);
    case "signed-out":
      return say(app.link.signedOut);
    default:
      return unreachable(link);
  }
}

/** The same with its times. */
export function linkWords(link: Link, now: Instant): string {
  switch (link.state) {
    case "connected":
      return say(app.link.connectedSince, { time: clockIn(link.since, UTC) });
    case "away":
      return say(app.link.awaySince, {
        time: clockIn(link.since, UTC),
        seconds: Math.max(0, Math.ceil((link.retryAt - now) / 1000)),
      });
    case "connecting":
    case "signed-out":
      return linkWord(link);
    default:
      return unreachable(link);
  }
}
