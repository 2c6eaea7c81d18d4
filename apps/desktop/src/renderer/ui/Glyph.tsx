import type { ReactNode } from "react";

function Glyph({
  rows,
}: {
  rows: readonly (readonly [x: number, y: number, width: number, height: number])[];
}): ReactNode {
  return (
    <svg className="glyph" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {rows.map(([x, y, width, height]) => (
        <rect key={`${String(x)} ${String(y)}`} x={x} y={y} width={width} height={height} />
      ))}
    </svg>
  );
}

/** Five rising bars, `filled` of them full: a scale from 0 to 5. */
export function Bars({ filled }: { filled: number }): ReactNode {
  return (
    <Glyph
      rows={[0, 1, 2, 3, 4].map((i) => {
        const full = i < filled;
        return [0.2 + 2.8 * i, full ? 11 - 2.2 * i : 13, 2, full ? 3 + 2.2 * i : 1] as const;
      })}
    />
  );
}

/** One to four stripes: a scale of urgency. */
export function Stripes({ count }: { count: number }): ReactNode {
  return (
    <Glyph
      rows={Array.from({ length: count }, (_, i) => [1.5, 11.2 - 3.1 * i, 11, 1.6] as const)}
    />
  );
}

/** A ladder of three rungs with one of them thick, from 0 below. */
export function Rungs({ at }: { at: number }): ReactNode {
  return (
    <Glyph
      rows={[0, 1, 2].map(
        (i) => [1, i === at ? 9.5 - 4.25 * i : 11 - 4.25 * i, 12, i === at ? 4 : 1] as const,
      )}
    />
  );
}
