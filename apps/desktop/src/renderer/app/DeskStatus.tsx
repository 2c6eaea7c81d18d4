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
      <DirectoryNotice directory={directory} />
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

/** What is to be known about the directory at any screen: that it is behind, ageing or old. */
function DirectoryNotice({ directory }: Pick<ClientSnapshot, "directory">): ReactNode {
  const notice = noticeOf(directory);
  if (notice === null) return null;
  const words = app.directory;
  const texts = { behind: words.behindText, ageing: words.ageingText, old: words.oldText };
  return (
    <span className="link" title={say(texts[notice])}>
      <Icon name="behind" />
      {say(words[notice])}
    </span>
  );
}

function noticeOf({
  behind,
  signedHead,
}: ClientSnapshot["directory"]): "behind" | "ageing" | "old" | null {
  if (behind) return "behind";
  return signedHead.state === "ageing" || signedHead.state === "old" ? signedHead.state : null;
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

function directoryIcon(directory: ClientSnapshot["directory"]): IconName {
  if (directory.n === 0) return "book";
  return noticeOf(directory) === null ? "verified" : "behind";
}
