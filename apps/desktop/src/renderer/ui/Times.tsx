import type { ReactNode } from "react";

/** One moment in several places, the reader's own first. Places and texts come ready. */
export function Times({
  iso,
  rows,
}: {
  iso: string;
  rows: readonly { place: string; text: string }[];
}): ReactNode {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  return (
    <time dateTime={iso}>
      <b>{first.text}</b>{" "}
      <span className="meta">
        {first.place}
        {others.map((row) => `, ${row.text} ${row.place}`).join("")}
      </span>
    </time>
  );
}
