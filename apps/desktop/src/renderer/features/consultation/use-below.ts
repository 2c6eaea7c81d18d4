import { useCallback, useEffect, useState, type RefObject } from "react";

export interface Below {
  readonly acts: number;
  readonly notes: number;
}

/** How many entries that are new begin below what is in sight. */
export function useBelow(log: RefObject<HTMLElement | null>): Below {
  const [below, setBelow] = useState<Below>({ acts: 0, notes: 0 });
  const look = useCallback(() => {
    const element = log.current;
    if (element === null) return;
    const edge = Math.min(element.getBoundingClientRect().bottom, window.innerHeight);
    const hidden = [...element.querySelectorAll<HTMLElement>("[data-unread]")].filter(
      (entry) => entry.getBoundingClientRect().top >= edge,
    );
    const acts = hidden.filter((entry) => entry.dataset["unread"] === "act").length;
    const notes = hidden.length - acts;
    setBelow((last) => (last.acts === acts && last.notes === notes ? last : { acts, notes }));
  }, [log]);
  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    const changes = new MutationObserver(look);
    changes.observe(element, {
      childList: true,
      subtree: true,
      attributeFilter: ["data-unread"],
    });
    element.addEventListener("scroll", look, { passive: true });
    window.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      changes.disconnect();
      element.removeEventListener("scroll", look);
      window.removeEventListener("scroll", look);
    };
  }, [log, look]);
  return below;
}
