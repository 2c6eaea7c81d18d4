import { Fragment, type ReactNode } from "react";

/** Text that a person wrote: its paragraphs and line ends kept, everything else plain. */
export function FreeText({ text, lang }: { text: string; lang?: string }): ReactNode {
  return text.split(/\n{2,}/).map((paragraph, i) => (
    // Paragraphs never change places within one text.
    <p key={i} lang={lang} dir="auto">
      {paragraph.split("\n").map((line, j) => (
        <Fragment key={j}>
          {j > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </p>
  ));
}
