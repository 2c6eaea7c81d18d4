import { ANSWER_KINDS, type Answer, type AnswerKind } from "@parley/protocol";
import type { ReactNode } from "react";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";
import { FreeText } from "./FreeText.tsx";

/** Answers as far as they read as such; a draft may hold half of one. */
export function answersOf(value: unknown): readonly Answer[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): readonly Answer[] => {
    if (typeof one !== "object" || one === null || !("n" in one) || !("kind" in one)) return [];
    const kind = ANSWER_KINDS.find((known) => known === one.kind);
    if (kind === undefined || typeof one.n !== "number") return [];
    const text = "text" in one && typeof one.text === "string" ? one.text : "";
    return [text === "" ? { n: one.n, kind } : { n: one.n, kind, text }];
  });
}

/** One answer to a numbered question each, by the numbers of the questions. */
export function Answers({
  answers,
  lang,
}: {
  answers: readonly Answer[];
  lang: string;
}): ReactNode {
  return (
    <dl className="kv kv--s">
      {answers.flatMap((answer) => [
        <dt key={`${String(answer.n)} name`}>{answer.n}</dt>,
        <dd key={answer.n}>
          <b className="strong">{words(answer.kind)}</b>
          {answer.text !== undefined && <FreeText text={answer.text} lang={lang} />}
        </dd>,
      ])}
    </dl>
  );
}

function words(kind: AnswerKind): string {
  return say(acts.answer[kind]);
}
