import type { ReactNode } from "react";

/** Twelve words of a key, numbered, to be read out or compared over a telephone. */
export function WordGrid({ words, label }: { words: readonly string[]; label: string }): ReactNode {
  return (
    <ol className="wordgrid" aria-label={label}>
      {words.map((word, i) => (
        <li key={`${String(i)} ${word}`}>
          <span>{i + 1}</span>
          <b>{word}</b>
        </li>
      ))}
    </ol>
  );
}
