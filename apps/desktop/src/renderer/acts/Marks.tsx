import type { Mode } from "@parley/base";
import {
  PAP_LABEL,
  PRECEDENCE_LABEL,
  SEVERITY_LABEL,
  TLP_LABEL,
  type Pap,
  type Precedence,
  type Severity,
  type Tlp,
} from "@parley/protocol";
import type { ReactNode } from "react";
import { Badge, HandlingLabel } from "../ui/Badge.tsx";
import { Bars, Stripes } from "../ui/Glyph.tsx";
import { acts } from "../words/en/acts.ts";
import { say } from "../words/message.ts";

/** The word that tells exercise and check from a real incident; nothing for a real one. */
export function ModeMark({ mode }: { mode: Mode }): ReactNode {
  if (mode === "real") return null;
  return <Badge tone="ex">{say(mode === "exercise" ? acts.exercise : acts.check)}</Badge>;
}

/** Handling label, in full. */
export function TlpMark({ tlp }: { tlp: Tlp | null }): ReactNode {
  if (tlp === null) return <HandlingLabel colour="red">{say(acts.markingUnknown)}</HandlingLabel>;
  return (
    <HandlingLabel colour={tlp === "amber+strict" ? "amber-strict" : tlp}>
      {TLP_LABEL[tlp]}
    </HandlingLabel>
  );
}

/** What may be done with the information. */
export function PapMark({ pap }: { pap: Pap }): ReactNode {
  return <Badge>{PAP_LABEL[pap]}</Badge>;
}

const STRIPES: { readonly [precedence in Precedence]: number } = {
  routine: 1,
  priority: 2,
  urgent: 3,
  emergency: 4,
};

/** Urgency as the author states it. */
export function PrecedenceMark({ precedence }: { precedence: Precedence }): ReactNode {
  return (
    <Badge>
      <Stripes count={STRIPES[precedence]} />
      {PRECEDENCE_LABEL[precedence]}
    </Badge>
  );
}

/** Severity on the product's scale. */
export function SeverityMark({ severity }: { severity: Severity }): ReactNode {
  return (
    <Badge>
      <Bars filled={severity} />
      {say(acts.severity, { code: severity, label: SEVERITY_LABEL[severity].toLowerCase() })}
    </Badge>
  );
}
