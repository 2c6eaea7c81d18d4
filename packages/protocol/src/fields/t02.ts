import {
  accept,
  parseStateCode,
  refuse,
  type Mode,
  type Result,
  type StateCode,
} from "@parley/base";
import {
  IMPACT_OUTLOOK,
  IMPACT_SCOPE,
  INCIDENT_STATUS,
  PUBLIC_STATUS,
  RECIPIENT_REQUEST,
  ROOT_CAUSE,
  T02_STAGES,
  TERRITORIAL_LINK,
  TRISTATE,
  type ImpactOutlook,
  type ImpactScope,
  type IncidentStatus,
  type PublicStatus,
  type RecipientRequest,
  type RootCause,
  type T02Stage,
  type TerritorialLink,
  type Tristate,
} from "../codes/incident.ts";
import { rsitType } from "../codes/rsit.ts";
import { sectorLabel } from "../codes/sectors.ts";
import { SEVERITY, type Severity } from "../codes/severity.ts";
import { readMoment } from "../moment.ts";
import {
  codeField,
  formOf,
  momentField,
  objectField,
  present,
  setField,
  textField,
  type Form,
  type Need,
} from "./form.ts";
import type { FieldProblem } from "./problem.ts";

/** Incident notification. Texts in UTF-16 units; times `YYYY-MM-DDThh:mm:ssZ`. */
export interface T02Fields {
  readonly stage: T02Stage;
  /** The sender's number of the incident, ≤ 64. */
  readonly incident_ref: string;
  /** Class and type of the RSIT; class `test` only outside mode real. */
  readonly rsit: { readonly class: string; readonly type: string };
  readonly incident_status: IncidentStatus;
  readonly detected_at?: string;
  readonly started_at?: string;
  /** Not before `started_at`. */
  readonly ended_at?: string;
  readonly suspected_malicious: Tristate;
  readonly cross_border: Tristate;
  readonly states_affected?: readonly StateCode[];
  /** Sectors of NIS2 and the further list; required from stage update. */
  readonly affected_sectors?: readonly string[];
  readonly impact_scope: ImpactScope;
  /** Own scale; required from stage update. */
  readonly severity?: { readonly scale: "product"; readonly code: Severity };
  /** The national scale in the sender's words, shown first, ≤ 60. */
  readonly severity_national?: string;
  readonly impact_outlook?: ImpactOutlook;
  /** Required in the final report. */
  readonly root_cause?: RootCause;
  readonly territorial_link: TerritorialLink;
  /** What was observed, not who did it, ≤ 2,000. */
  readonly summary?: string;
  /** ≤ 2,000. */
  readonly mitigation_taken?: string;
  readonly request_to_recipient: RecipientRequest;
  readonly public_status: PublicStatus;
}

/**
 * Checks what was typed or received. The answer is tidied and holds template fields only. Without a mode the
 * strictest one, real, is taken.
 */
export function checkT02(
  fields: unknown,
  mode: Mode = "real",
): Result<T02Fields, readonly FieldProblem[]> {
  const form = formOf(fields);
  const stage = codeField(form, "stage", T02_STAGES, "required");
  const fromUpdate: Need = stage === "update" || stage === "final" ? "required" : "optional";
  const started = momentField(form, "started_at");
  const ended = momentField(form, "ended_at");
  if (
    started !== undefined &&
    ended !== undefined &&
    (readMoment(ended) ?? 0) < (readMoment(started) ?? 0)
  )
    form.problems.push({ field: "ended_at", reason: "order" });
  const checked = {
    stage,
    incident_ref: textField(form, "incident_ref", 64, "required"),
    rsit: rsitField(form, mode),
    incident_status: codeField(form, "incident_status", INCIDENT_STATUS, "required"),
    detected_at: momentField(form, "detected_at"),
    started_at: started,
    ended_at: ended,
    suspected_malicious: codeField(form, "suspected_malicious", TRISTATE, "required"),
    cross_border: codeField(form, "cross_border", TRISTATE, "required"),
    states_affected: setField(form, "states_affected", parseStateCode, 64, "optional"),
    affected_sectors: setField(form, "affected_sectors", knownSector, 32, fromUpdate),
    impact_scope: codeField(form, "impact_scope", IMPACT_SCOPE, "required"),
    severity: severityField(form, fromUpdate),
    severity_national: textField(form, "severity_national", 60, "optional"),
    impact_outlook: codeField(form, "impact_outlook", IMPACT_OUTLOOK, "optional"),
    root_cause: codeField(
      form,
      "root_cause",
      ROOT_CAUSE,
      stage === "final" ? "required" : "optional",
    ),
    territorial_link: codeField(form, "territorial_link", TERRITORIAL_LINK, "required"),
    summary: textField(form, "summary", 2_000, "optional"),
    mitigation_taken: textField(form, "mitigation_taken", 2_000, "optional"),
    request_to_recipient: codeField(form, "request_to_recipient", RECIPIENT_REQUEST, "required"),
    public_status: codeField(form, "public_status", PUBLIC_STATUS, "required"),
  };
  return form.problems.length > 0
    ? refuse(form.problems)
    : accept(present<T02Fields>(checked as Given));
}

/** What stands once no problem was found: every required field is there. */
type Given = { readonly [name in keyof T02Fields]: T02Fields[name] };

function knownSector(code: string): string | null {
  return sectorLabel(code) === null ? null : code;
}

function rsitField(form: Form, mode: Mode): T02Fields["rsit"] | undefined {
  const given = objectField(form, "rsit", "required");
  if (given === undefined) return undefined;
  const [classCode, type] = [given["class"], given["type"]];
  if (typeof classCode === "string" && typeof type === "string") {
    const allowed = mode !== "real" || classCode !== "test";
    if (allowed && rsitType(classCode, type) !== null) return { class: classCode, type };
    const unset = classCode === "" || type === "";
    form.problems.push({ field: "rsit", reason: unset ? "required" : "not-a-code" });
    return undefined;
  }
  const unset = classCode === undefined || type === undefined;
  form.problems.push({ field: "rsit", reason: unset ? "required" : "not-a-code" });
  return undefined;
}

function severityField(form: Form, need: Need): T02Fields["severity"] | undefined {
  const given = objectField(form, "severity", need);
  if (given === undefined) return undefined;
  if (given["code"] === undefined || given["code"] === "") {
    if (need === "required") form.problems.push({ field: "severity", reason: "required" });
    return undefined;
  }
  const code = SEVERITY.find((one) => one === given["code"]);
  if (given["scale"] === "product" && code !== undefined) return { scale: "product", code };
  form.problems.push({ field: "severity", reason: "not-a-code" });
  return undefined;
}
