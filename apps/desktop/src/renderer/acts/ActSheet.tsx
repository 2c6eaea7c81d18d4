import type { Instant, StateCode } from "@parley/base";
import { RECIPIENT_REQUEST_LABEL, REPLY_KIND_MEANING, STANDARD_PHRASES } from "@parley/protocol";
import { useState, type ReactNode } from "react";
import { LinkButton } from "../ui/Button.tsx";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";
import { Answers, answersOf } from "./Answers.tsx";
import { Asks, asksOf } from "./Asks.tsx";
import { FreeText } from "./FreeText.tsx";
import { ModeMark, PapMark, TlpMark } from "./Marks.tsx";
import { labelOf, sheetRows, type SheetRow } from "./rows.ts";
import type { SheetAct, TimeFrame } from "./sheet-act.ts";
import { actTitle } from "./title.ts";

export interface ActSheetProps {
  readonly act: SheetAct;
  /** State of the author. */
  readonly from: StateCode;
  readonly frame: TimeFrame;
  /** For days that are today's; nothing ticks on a sheet. */
  readonly now: Instant;
  /** `XA/XB/26/0147/T02`; absent before the act is signed. */
  readonly reference?: string | null;
  /** Further short words of the line below the title: "Act 1 of 3", "replies to act 1". */
  readonly place?: readonly string[];
  /** "Bravo, Policy PoC" for a record, where the directory has it. */
  readonly officeOf?: (rec: string) => string | null;
  /** Main fields first, the others behind a button. */
  readonly brief?: boolean;
  /** Not signed yet: dashed. */
  readonly draft?: boolean;
  /** Shown instead of the fields, where this version cannot read them. */
  readonly fallback?: string;
  /** Lines between the fields and the foot: what is to be known about this act. */
  readonly remarks?: ReactNode;
  /** Signature line, trust, delivery. */
  readonly foot?: ReactNode;
  /** Makes the sheet reachable for `focus()`. */
  readonly id?: string;
}

/** A formal act as a sheet: serif, square, ruled. The same for one that is being written and one that was signed. */
export function ActSheet({
  act,
  from,
  frame,
  now,
  reference = null,
  place = [],
  officeOf = () => null,
  brief = false,
  draft = false,
  fallback,
  remarks,
  foot,
  id,
}: ActSheetProps): ReactNode {
  const [all, setAll] = useState(false);
  const rows = sheetRows(act, { from, frame, now, officeOf });
  const folded = brief && rows.some((row) => row.main !== true);
  const shown = folded && !all ? rows.filter((row) => row.main === true) : rows;
  const look = [
    "act",
    draft && "act--draft",
    act.kind !== "T02" && fallback === undefined && "act--slim",
  ];
  const title = actTitle(act);
  return (
    <article
      className={look.filter(Boolean).join(" ")}
      aria-label={title}
      id={id}
      tabIndex={id === undefined ? undefined : -1}
    >
      {act.mode !== "real" && <div className="act__hatch hatch" />}
      <header className="act__head">
        <h3 className="act__kind">{title}</h3>
        <span className="act__marks">
          <ModeMark mode={act.mode} />
          <TlpMark tlp={act.tlp} />
          {act.pap !== undefined && <PapMark pap={act.pap} />}
        </span>
        <span className="act__ref">
          {act.kind !== "" && <span>{act.kind}</span>}
          {reference !== null && <span className="mono">{reference}</span>}
          {place.map((words) => (
            <span key={words}>{words}</span>
          ))}
          {typeof act.f["incident_ref"] === "string" && <span>{act.f["incident_ref"]}</span>}
        </span>
      </header>
      <div className="act__body">
        {fallback !== undefined && remarks}
        {fallback === undefined ? (
          <>
            <Fields rows={shown} lang={act.lang} third={brief} />
            <ReplyText act={act} />
            <Asks
              rows={asksOf(act, frame, now)}
              request={labelOf(RECIPIENT_REQUEST_LABEL, act.f["request_to_recipient"])}
            >
              {folded && (
                <LinkButton onClick={() => setAll(!all)}>
                  {all ? say(acts.showMain) : say(acts.showAll, { count: rows.length })}
                </LinkButton>
              )}
            </Asks>
            <Phrases codes={act.res} lang={act.lang} />
          </>
        ) : (
          <FreeText text={fallback} />
        )}
        {fallback === undefined && remarks}
      </div>
      {foot !== undefined && <footer className="act__foot">{foot}</footer>}
    </article>
  );
}

function Fields({
  rows,
  lang,
  third,
}: {
  rows: readonly SheetRow[];
  lang: string;
  third: boolean;
}): ReactNode {
  if (rows.length === 0) return null;
  return (
    <dl className={third ? "dl dl--3" : "dl"}>
      {rows.map((row) => (
        <div key={row.label} className={row.wide === true ? "wide" : undefined}>
          <dt>{row.label}</dt>
          <dd>
            {row.free === true ? <FreeText text={row.value} lang={lang} /> : row.value}
            {row.aside !== undefined && row.aside !== "" && (
              <div className="ui">
                <span className="meta">{row.aside}</span>
              </div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a reply says in words; where it says nothing further, what its kind means. */
function ReplyText({ act }: { act: SheetAct }): ReactNode {
  if (act.kind !== "T04") return null;
  const { text } = act.f;
  const written = typeof text === "string" && text.trim() !== "" ? text : null;
  const answers = answersOf(act.f["answers"]);
  const meaning = labelOf(REPLY_KIND_MEANING, act.f["reply_kind"]) ?? "";
  return (
    <>
      {written !== null && <FreeText text={written} lang={act.lang} />}
      {answers.length > 0 && <Answers answers={answers} lang={act.lang} />}
      {written === null && answers.length === 0 && act.res.length === 0 && meaning !== "" && (
        <p>{meaning}</p>
      )}
    </>
  );
}

function Phrases({ codes, lang }: { codes: readonly string[]; lang: string }): ReactNode {
  return codes.map((code) => {
    if (!Object.hasOwn(STANDARD_PHRASES, code)) return null;
    const phrase = STANDARD_PHRASES[code as keyof typeof STANDARD_PHRASES];
    const known = Object.hasOwn(phrase, lang) ? (lang as keyof typeof phrase) : "en";
    return (
      <p key={code} className="act__res" lang={known}>
        {phrase[known]}
      </p>
    );
  });
}
