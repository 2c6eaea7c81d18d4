import type { RecordId } from "@parley/base";
import { useContext, type ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import { trust as words } from "../words/en/trust.ts";
import { say } from "../words/message.ts";
import { DeviceTable } from "./DeviceTable.tsx";
import { evidenceOf } from "./evidence.ts";
import { DirectoryContext } from "./TrustMark.tsx";

/** What the directory says of the device that signed something: who signed for it, its words, the way to its record. */
export function SignerEvidence({ rec, signer }: { rec: RecordId; signer: string }): ReactNode {
  const directory = useContext(DirectoryContext);
  const record = directory?.snapshot.records.find((one) => one.rec === rec);
  if (directory === null || record === undefined) return null;
  const evidence = evidenceOf(record, directory.snapshot, directory.now);
  const rows = evidence.devices.filter(({ key }) => key === signer);
  return (
    <div className="stack signer">
      {rows.length > 0 && <DeviceTable rows={rows} brief />}
      <dl className="kv kv--s">
        <dt>{say(words.rows.confirmed)}</dt>
        <dd>{evidence.confirmed}</dd>
        <dt>{say(words.rows.head)}</dt>
        <dd>{evidence.log}</dd>
      </dl>
      <div className="row">
        <Button size="s" icon="book" onClick={() => directory.openRecord(record.rec)}>
          {say(words.open)}
        </Button>
      </div>
    </div>
  );
}
