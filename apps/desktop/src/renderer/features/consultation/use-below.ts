import { useCallback, useEffect, useState, type RefObject } from "react";

export interface Below {
  readonly acts: number;
  readonly notes: number;
  /** Why the sends are held begins there. */
  readonly hold: boolean;
}

/** Of what begins so little above the edge nothing can be read, in px. */
const EDGE = 8;

const NOTHING: Below = { acts: 0, notes: 0, hold: false };

/** How many entries that are new, and whether a hold, begin below what is in sight. */
export function useBelow(log: RefObject<HTMLElement | null>): Below {
  const [below, setBelow] = useState<Below>(NOTHING);
  const look = useCallback(() => {
    const element = log.current;
    if (element === null) return;
    const edge = Math.min(element.getBoundingClientRect().bottom, window.innerHeight);
    const hidden = [...element.querySelectorAll<HTMLElement>("[data-unread], [data-hold]")].filter(
      (entry) => entry.getBoundingClientRect().top >= edge - EDGE,
    );
    const acts = hidden.filter((entry) => entry.dataset["unread"] === "act").length;
    const notes = hidden.filter((entry) => entry.dataset["unread"] === "note").length;
    const hold = hidden.some((entry) => entry.dataset["hold"] !== undefined);
    setBelow((last) =>
      last.acts === acts && last.notes === notes && last.hold === hold
        ? last
        : { acts, notes, hold },
    );
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
