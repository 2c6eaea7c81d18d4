import type { Instant, RecordId } from "@parley/base";
import type { ClientSnapshot } from "@parley/client";
import { createContext, useContext, useId, useState, type ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Shield } from "../ui/Shield.tsx";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import { DeviceTable } from "./DeviceTable.tsx";
import { evidenceOf, type EvidenceView } from "./evidence.ts";
import type { TrustView } from "./trust-words.ts";

/** The directory that every name is looked up in, and the way to a record's own page. */
export interface DirectoryAtHand {
  readonly snapshot: Pick<ClientSnapshot, "records" | "directory">;
  readonly now: Instant;
  readonly openRecord: (rec: RecordId) => void;
}

export const DirectoryContext = createContext<DirectoryAtHand | null>(null);

/**
 * How far a name is backed by the directory, in one word. Pressed, it shows what the word rests on; a plain word where
 * the directory has no record of the name.
 */
export function TrustMark({ rec, trust }: { rec: RecordId | null; trust: TrustView }): ReactNode {
  const directory = useContext(DirectoryContext);
  const record =
    rec === null ? undefined : directory?.snapshot.records.find((one) => one.rec === rec);
  const id = useId();
  const [open, setOpen] = useState(false);
  if (directory === null || record === undefined) {
    return <Shield state={trust.shield}>{trust.text}</Shield>;
  }
  // Looked up only while it is in sight: a list has a mark in every row.
  const evidence = open ? evidenceOf(record, directory.snapshot, directory.now) : null;
  return (
    <>
      <button type="button" className={`trust trust--${trust.shield}`} popoverTarget={id}>
        <Icon name={trust.shield} />
        {trust.text}
      </button>
      <section
        className={`why why--${trust.shield}`}
        id={id}
        popover="auto"
        aria-label={trust.text}
        onBeforeToggle={(event) => setOpen(event.newState === "open")}
      >
        {evidence !== null && (
          <Evidence
            evidence={evidence}
            trust={trust}
            onOpen={() => {
              document.getElementById(id)?.hidePopover();
              directory.openRecord(record.rec);
            }}
          />
        )}
      </section>
    </>
  );
}

function Evidence({
  evidence,
  trust,
  onOpen,
}: {
  evidence: EvidenceView;
  /** As it stood beside the name. */
  trust: TrustView;
  onOpen: () => void;
}): ReactNode {
  const { rows } = words;
  return (
    <div className="stack">
      <div>
        <p className="strong">{evidence.office}</p>
        <h3 className="row row--tight">
          <Icon name={trust.shield} />
          {trust.text}
        </h3>
        <p>{evidence.says}</p>
      </div>
      {evidence.devices.length > 0 && <DeviceTable rows={evidence.devices} brief />}
      <dl className="kv kv--s">
        <dt>{say(rows.confirmed)}</dt>
        <dd>{evidence.confirmed}</dd>
        <dt>{say(rows.directory)}</dt>
        <dd>{evidence.log}</dd>
        <dt>{say(rows.card)}</dt>
        <dd>{evidence.card}</dd>
      </dl>
      <div className="row">
        <Button size="s" icon="book" onClick={onOpen}>
          {say(words.open)}
        </Button>
      </div>
    </div>
  );
}
