import { useState, type ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import { spelt } from "./spelling.ts";

/** Words to be read aloud, numbered; none of them ever breaks. */
export function WordGrid({
  words,
  large = false,
}: {
  words: readonly string[];
  large?: boolean;
}): ReactNode {
  return (
    <ol
      className={large ? "words words--page" : "words words--read"}
      aria-label={say(enrol.words.list)}
    >
      {words.map((word, i) => (
        // A word may come twice; its place is what it is.
        <li key={i}>
          <span aria-hidden="true">{i + 1}</span>
          <b>{word}</b>
        </li>
      ))}
    </ol>
  );
}

/** The words, with the ways to read them from afar and to spell them. */
export function Words({
  words,
  onLarger,
}: {
  words: readonly string[];
  onLarger: () => void;
}): ReactNode {
  const [spelling, setSpelling] = useState(false);
  return (
    <>
      <WordGrid words={words} />
      <div className="row row--between">
        <span className="row">
          <Button icon="eye" onClick={onLarger}>
            {say(enrol.words.larger)}
          </Button>
          <Button kind="quiet" onClick={() => setSpelling(true)}>
            {say(enrol.words.spell)}
          </Button>
        </span>
        <span className="muted">{say(enrol.words.never)}</span>
      </div>
      {spelling && <SpellDialog words={words} onClose={() => setSpelling(false)} />}
    </>
  );
}

function SpellDialog({
  words,
  onClose,
}: {
  words: readonly string[];
  onClose: () => void;
}): ReactNode {
  const { spelling } = enrol;
  return (
    <Dialog title={say(spelling.title)} closeLabel={say(enrol.close)} onClose={onClose}>
      <p className="muted">{say(spelling.lead)}</p>
      <ol className="spelling">
        {words.map((word, i) => (
          <li key={i}>
            <span className="spelling__n">{i + 1}</span>
            <b>{word}</b>
            <span>{spelt(word).join(" ")}</span>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
