import { useState, type ReactNode } from "react";
import { LinkButton } from "../../../ui/Button.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { compose } from "../../../words/en/compose.ts";
import { say } from "../../../words/message.ts";
import { takeNeutral, wordingHints, type WordingHint } from "../wording-hint.ts";

/** Asks about wordings that read as an accusation; each can be kept, and is then not asked about again. */
export function WordingHints({
  text,
  onText,
}: {
  text: string;
  onText: (text: string) => void;
}): ReactNode {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const hints = wordingHints(text).filter((one) => !kept.has(one.found.toLowerCase()));
  const [first] = hints;
  return (
    <output>
      {first !== undefined && (
        <Hint
          hint={first}
          onTake={() => onText(takeNeutral(text, first))}
          onKeep={() => setKept(new Set([...kept, first.found.toLowerCase()]))}
        />
      )}
    </output>
  );
}

function Hint({
  hint,
  onTake,
  onKeep,
}: {
  hint: WordingHint;
  onTake: () => void;
  onKeep: () => void;
}): ReactNode {
  const { kind, found, neutral } = hint;
  return (
    <span className="hint hint--ask">
      <Icon name="info" /> {say(compose.wording[kind], { found })}{" "}
      {neutral === null
        ? say(compose.wording.otherwise)
        : say(compose.wording.suggest, { neutral })}{" "}
      {neutral !== null && (
        <>
          <LinkButton onClick={onTake}>{say(compose.wording.take)}</LinkButton>{" "}
        </>
      )}
      <LinkButton onClick={onKeep}>{say(compose.wording.keep)}</LinkButton>
    </span>
  );
}
