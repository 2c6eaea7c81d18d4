import { useEffect, type ReactNode } from "react";
import { Button } from "../../ui/Button.tsx";
import { enrol } from "../../words/en/enrol.ts";
import { say } from "../../words/message.ts";
import { WordGrid } from "./Words.tsx";

/** Nothing but the words, as large as the window allows. */
export function LargeWords({
  words,
  onBack,
}: {
  words: readonly string[];
  onBack: () => void;
}): ReactNode {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === "Escape") onBack();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [onBack]);
  return (
    <main className="largewords" id="main" tabIndex={-1}>
      <div className="row row--between">
        <h1 className="title">{say(enrol.words.largeTitle)}</h1>
        <Button icon="close" onClick={onBack}>
          {say(enrol.back)}
        </Button>
      </div>
      <WordGrid words={words} large />
    </main>
  );
}
