import type { Instant, RecordId, Result } from "@parley/base";
import type { ActionRefusal, ClientSnapshot, Office } from "@parley/client";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { refusalText } from "../../acts/index.ts";
import { Banner, Empty } from "../../ui/Banner.tsx";
import { Button } from "../../ui/Button.tsx";
import { TextInput } from "../../ui/controls.tsx";
import { Field } from "../../ui/Field.tsx";
import { choose } from "../../words/en/choose.ts";
import { say } from "../../words/message.ts";
import { officeRows } from "./office-list.ts";
import { OfficeOption } from "./OfficeOption.tsx";

export interface ChooseProps {
  readonly snapshot: ClientSnapshot;
  readonly now: Instant;
  /** Makes the draft and goes to the form. */
  readonly onChosen: (office: Office) => Promise<Result<void, ActionRefusal>>;
  readonly onBack: () => void;
}

/** Whom to consult: offices in the order of their States' names, with what the directory says of each. */
export function Choose({ snapshot, now, onChosen, onBack }: ChooseProps): ReactNode {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<RecordId | null>(null);
  const [working, setWorking] = useState(false);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => search.current?.focus(), []);

  const rows = officeRows(snapshot.offices, query, snapshot.me.office?.level ?? "technical", now);
  const row = rows.find((one) => one.office.rec === chosen && one.not === null) ?? null;
  const goOn = async (): Promise<void> => {
    if (row === null || working) return;
    setWorking(true);
    const done = await onChosen(row.office);
    setWorking(false);
    if (!done.ok) setRefusal(done.refusal);
  };
  return (
    <form
      className="page stack choose"
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
    >
      <div>
        <h1 className="title">{say(choose.title)}</h1>
        <p className="lead">
          {say(snapshot.me.listing === "waiting" ? choose.leadUnlisted : choose.lead)}
        </p>
      </div>
      {snapshot.offices.length === 0 ? (
        <Empty title={say(choose.empty.title)}>
          <p>{say(choose.empty.text)}</p>
        </Empty>
      ) : (
        <>
          <Field label={say(choose.search)} hint={say(choose.count, { count: rows.length })}>
            {(control) => (
              <TextInput
                {...control}
                ref={search}
                value={query}
                onValue={setQuery}
                type="search"
                onKeyDown={(event) => {
                  // The first Esc empties the field, as search fields do.
                  if (event.key === "Escape" && query === "") onBack();
                }}
              />
            )}
          </Field>
          {rows.length === 0 ? (
            <Empty title={say(choose.none.title)}>
              <p>{say(choose.none.text)}</p>
            </Empty>
          ) : (
            <div className="sheet offices" role="radiogroup" aria-label={say(choose.offices)}>
              {rows.map((one) => (
                <OfficeOption
                  key={one.office.rec}
                  row={one}
                  chosen={one.office.rec === chosen}
                  onChosen={() => setChosen(one.office.rec)}
                />
              ))}
            </div>
          )}
        </>
      )}
      {refusal !== null && (
        <Banner tone="notice" title={say(choose.refused)} urgent>
          <p>{refusalText(refusal)}</p>
        </Banner>
      )}
      <div className="row choose__foot">
        <Button kind="quiet" onClick={onBack}>
          {say(choose.back)}
        </Button>
        {snapshot.offices.length > 0 && (
          <>
            <span className="grow muted" aria-live="polite">
              {row === null ? say(choose.pick) : say(choose.chosen, { office: row.name })}
            </span>
            <Button
              kind="primary"
              type="submit"
              size="l"
              icon="draft"
              disabled={row === null}
              busy={working}
            >
              {say(choose.action)}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
