import type { Instant } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import type { ReactNode } from "react";
import { directoryWords, linkWord, linkWords } from "../acts/index.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { app } from "../words/en/app.ts";
import { say } from "../words/message.ts";

/** Link and directory, in the bar. A link that is away can be tried at once. */
export function DeskStatus({
  snapshot,
  now,
  onRetry,
}: {
  snapshot: ClientSnapshot;
  now: Instant;
  onRetry: () => void;
}): ReactNode {
  const { link, directory } = snapshot;
  const on = link.state === "connected";
  const words = linkWords(link, now);
  return (
    <>
      {directory.behind && (
        <span className="link" title={say(app.directory.behindText)}>
          <Icon name="behind" />
          {say(app.directory.behind)}
        </span>
      )}
      {link.state === "away" ? (
        <button type="button" className="link linkretry" title={words} onClick={onRetry}>
          <Icon name="offline" />
          <span aria-live="polite">{linkWord(link)}</span>
          <span className="linkretry__do">{say(app.link.retry)}</span>
        </button>
      ) : (
        <span className="link" title={words}>
          <Icon name={on ? "link" : "offline"} />
          <span aria-live="polite">{linkWord(link)}</span>
        </span>
      )}
    </>
  );
}

/** The directory that counts here, at the foot of the rail. */
export function DirectoryFoot({
  snapshot,
  now,
}: {
  snapshot: ClientSnapshot;
  now: Instant;
}): ReactNode {
  return (
    <span>
      <Icon name={directoryIcon(snapshot.directory)} /> {directoryWords(snapshot.directory, now)}
    </span>
  );
}

function directoryIcon({ n, behind }: ClientSnapshot["directory"]): IconName {
  if (n === 0) return "book";
  return behind ? "behind" : "verified";
}
