import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { ConsultationActions } from "./actions.ts";
import type { ConsultationView } from "./consultation-view.ts";
import type { LogItem } from "./log-view.ts";

export interface Reading {
  /** Key of the first entry that was new when the screen opened, or that came while the end was out of sight. */
  readonly firstNew: string | null;
  readonly atEnd: boolean;
  readonly goToEnd: () => void;
}

/**
 * Opens the log at the first entry that is new, else at its end, and leaves it where the reader has it. Counts as read
 * what has been in sight to the end in a window that has the focus.
 */
export function useReading({
  view,
  markRead,
  log,
  end,
}: {
  view: ConsultationView;
  markRead: ConsultationActions["markRead"];
  log: RefObject<HTMLElement | null>;
  end: RefObject<HTMLElement | null>;
}): Reading {
  const { channel, unread } = view;
  const firstUnread = view.log.find(isUnread)?.key ?? null;
  const [firstNew, setFirstNew] = useState(firstUnread);
  const [atEnd, setAtEnd] = useState(false);
  const [focused, setFocused] = useState(false);
  const waiting = unread.acts + unread.notes;

  // The line "New" stays where it was first drawn until all is read and something newer comes out of sight.
  if (
    firstUnread !== null &&
    firstNew !== firstUnread &&
    !view.log.some((item) => item.key === firstNew && isUnread(item)) &&
    !atEnd
  )
    setFirstNew(firstUnread);

  const goToEnd = useCallback(() => scrollToEnd(log.current, end.current, true), [log, end]);

  const opened = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (opened.current === view.id) return;
    opened.current = view.id;
    const fresh = log.current?.querySelector<HTMLElement>("[data-new]") ?? null;
    if (fresh === null) scrollToEnd(log.current, end.current, false);
    else scrollTo(log.current, fresh);
  }, [view.id, log, end]);

  // What one has just sent oneself is where one looks next.
  const last = view.log.at(-1);
  const lastOwn = last !== undefined && "own" in last && last.own ? last.key : null;
  const shownOwn = useRef(lastOwn);
  useLayoutEffect(() => {
    if (lastOwn !== null && lastOwn !== shownOwn.current)
      scrollToEnd(log.current, end.current, true);
    shownOwn.current = lastOwn;
  }, [lastOwn, log, end]);

  useEffect(() => {
    const mark = end.current;
    if (mark === null) return;
    const observer = new IntersectionObserver((seen) =>
      setAtEnd(seen.at(-1)?.isIntersecting === true),
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [end]);
  useEffect(() => {
    const look = (): void => setFocused(document.hasFocus());
    look();
    window.addEventListener("focus", look);
    window.addEventListener("blur", look);
    return () => {
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
    };
  }, []);
  useEffect(() => {
    if (channel !== null && waiting > 0 && atEnd && focused) void markRead(channel);
  }, [channel, waiting, atEnd, focused, markRead]);

  return { firstNew, atEnd, goToEnd };
}

function isUnread(item: LogItem): boolean {
  return (item.kind === "act" || item.kind === "note") && item.unread;
}

/** In a narrow window the page scrolls instead of the log. */
function scrollsItself(log: HTMLElement): boolean {
  return getComputedStyle(log).overflowY === "auto";
}

function scrollTo(log: HTMLElement | null, target: HTMLElement): void {
  if (log === null) return;
  if (scrollsItself(log))
    log.scrollTop += target.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  else target.scrollIntoView({ block: "start" });
}

/** `asked`: a person did something; a narrow page does not begin at the end of its log by itself. */
function scrollToEnd(log: HTMLElement | null, end: HTMLElement | null, asked: boolean): void {
  if (log === null) return;
  if (scrollsItself(log)) log.scrollTop = log.scrollHeight;
  else if (asked) end?.scrollIntoView({ block: "end" });
}
