import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { ConsultationActions } from "./actions.ts";
import type { ConsultationView } from "./consultation-view.ts";
import type { LogItem } from "./log-view.ts";

export interface Reading {
  /** Key of the entry before which "New" stands; null where nothing is or was. */
  readonly firstNew: string | null;
  readonly goToEnd: () => void;
}

/**
 * Opens the log at the first entry that is new, else at its end, and then leaves it where the reader has it. Counts as
 * read what has been in sight to the end in a window that has the focus.
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
  const atEnd = useInSight(end);
  const focused = useWindowFocus();
  const firstUnread = view.log.find(isUnread)?.key ?? null;
  const [firstNew, setFirstNew] = useState(firstUnread);
  const stillNew = view.log.some((item) => item.key === firstNew && isUnread(item));
  // The line stays where it was drawn, also when all is read, until something newer comes out of sight.
  if (firstUnread !== null && firstUnread !== firstNew && !stillNew && !atEnd)
    setFirstNew(firstUnread);

  const goToEnd = useCallback(() => scrollToEnd(log.current, end.current, true), [log, end]);

  const opened = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (opened.current === view.id) return;
    opened.current = view.id;
    const element = log.current;
    const open = (): void => {
      const fresh = element?.querySelector<HTMLElement>("[data-new]") ?? null;
      if (fresh === null) scrollToEnd(element, end.current, false);
      else scrollTo(element, fresh);
    };
    open();
    if (element !== null) untilTouched(element, document.fonts.ready, open);
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

  const waiting = unread.acts + unread.notes;
  useEffect(() => {
    // What came just now may have pushed the end out of sight before the observer says so.
    if (channel !== null && waiting > 0 && atEnd && focused && isInSight(log.current, end.current))
      void markRead(channel);
  }, [channel, waiting, atEnd, focused, markRead, log, end]);

  useStayAtEnd(log, end);
  return { firstNew, goToEnd };
}

function isUnread(item: LogItem): boolean {
  return (item.kind === "act" || item.kind === "note") && item.unread;
}

function useInSight(target: RefObject<HTMLElement | null>): boolean {
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const observer = new IntersectionObserver((seen) =>
      setInSight(seen.at(-1)?.isIntersecting === true),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return inSight;
}

function useWindowFocus(): boolean {
  const [focused, setFocused] = useState(false);
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
  return focused;
}

/** A log that was at its end stays there when it gets lower, as while a note grows. */
function useStayAtEnd(
  log: RefObject<HTMLElement | null>,
  end: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    let height = element.clientHeight;
    const sizes = new ResizeObserver(() => {
      const wasAtEnd = element.scrollHeight - element.scrollTop - height < 4;
      height = element.clientHeight;
      if (wasAtEnd) scrollToEnd(element, end.current, false);
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [log, end]);
}

/** Calls once when the promise is kept, unless the reader has moved something by then. */
function untilTouched(element: HTMLElement, kept: Promise<unknown>, call: () => void): void {
  const touched = new AbortController();
  for (const kind of ["wheel", "pointerdown", "keydown"])
    element.addEventListener(kind, () => touched.abort(), { signal: touched.signal });
  void kept.then(() => {
    if (!touched.signal.aborted) call();
    touched.abort();
  });
}

function isInSight(log: HTMLElement | null, end: HTMLElement | null): boolean {
  if (log === null || end === null) return false;
  const edge = Math.min(log.getBoundingClientRect().bottom, window.innerHeight);
  return end.getBoundingClientRect().top <= edge;
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
