import type { Instant, StateCode } from "@parley/base";
import {
  DISCLOSURE_LABEL,
  IMPACT_OUTLOOK_LABEL,
  IMPACT_SCOPE_LABEL,
  INCIDENT_STATUS_LABEL,
  PUBLIC_STATUS_LABEL,
  ROOT_CAUSE_LABEL,
  RSIT,
  rsitType,
  sectorLabel,
  SEVERITY_LABEL,
  TERRITORIAL_LINK_LABEL,
  TRISTATE_LABEL,
} from "@parley/protocol";
import { acts } from "../words/en/acts.ts";
import { say, type Message } from "../words/message.ts";
import { stateName, stateNames } from "./office-words.ts";
import type { SheetAct, TimeFrame } from "./sheet-act.ts";
import { momentTimes } from "./time-words.ts";

/** One field of an act in words. */
export interface SheetRow {
  readonly label: string;
  readonly value: string;
  /** Small words after the value: a time on other clocks. */
  readonly aside?: string;
  /** Over the whole width. */
  readonly wide?: boolean;
  /** Written by a person in the language of the act. */
  readonly free?: boolean;
  /** Shown also where only the main fields are. */
  readonly main?: boolean;
}

/** What the words of a field depend on. */
export interface RowSetting {
  readonly from: StateCode;
  readonly frame: TimeFrame;
  readonly now: Instant;
  /** "Bravo, Policy PoC" for a record; null where the directory has no such record. */
  readonly officeOf: (rec: string) => string | null;
}

/** The label of a code; null where the list does not have it. */
export function labelOf(labels: { readonly [code: string]: string }, code: unknown): string | null {
  const key = typeof code === "string" || typeof code === "number" ? String(code) : "";
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}

/** The fields of an act in words, in the order of its template; without what was not given. */
export function sheetRows(act: SheetAct, setting: RowSetting): readonly SheetRow[] {
  const rows = templateRows(act, setting);
  const handling: readonly (SheetRow | null)[] = [
    act.disc === undefined || act.disc === "parties-only"
      ? null
      : row(acts.field.disclosure, labelOf(DISCLOSURE_LABEL, act.disc), { main: true, wide: true }),
    (act.files?.length ?? 0) === 0
      ? null
      : row(acts.field.files, say(acts.filesNamed, { count: act.files?.length ?? 0 }), {
          main: true,
          wide: true,
        }),
  ];
  return [...rows, ...handling].filter((one) => one !== null);
}

function templateRows(act: SheetAct, setting: RowSetting): readonly (SheetRow | null)[] {
  switch (act.kind) {
    case "T02":
      return notificationRows(act.f, setting);
    case "T04":
      return [
        row(acts.field.conditions, text(act.f["conditions"]), {
          wide: true,
          free: true,
          main: true,
        }),
        row(acts.field.redirect, text(act.f["redirect_to"]), {
          wide: true,
          free: true,
          main: true,
        }),
      ];
    case "roster": {
      const rec = text(act.f["rec"]);
      const office = rec === null ? null : (setting.officeOf(rec) ?? rec);
      return [row(acts.field.office, office, { wide: true, main: true })];
    }
    case "device": {
      const rec = text(act.f["rec"]);
      const office = rec === null ? null : (setting.officeOf(rec) ?? rec);
      return [
        row(acts.field.office, office, { wide: true, main: true }),
        row(acts.field.device, text(act.f["id"]), { main: true }),
        row(acts.field.key, text(act.f["key"]), { main: true }),
      ];
    }
    default:
      return [];
  }
}

function notificationRows(f: SheetAct["f"], setting: RowSetting): readonly (SheetRow | null)[] {
  const { field } = acts;
  const time = (label: Message, name: string, main: boolean): SheetRow | null => {
    const times = momentTimes(f[name], setting.frame, setting.now);
    return times === null ? null : row(label, times.here, { aside: times.others, main });
  };
  const main = { main: true };
  return [
    row(field.type, typeWords(f["rsit"]), main),
    row(field.status, labelOf(INCIDENT_STATUS_LABEL, f["incident_status"]), main),
    time(field.detected, "detected_at", true),
    time(field.started, "started_at", false),
    time(field.ended, "ended_at", false),
    row(field.sectors, sectorWords(f["affected_sectors"]), main),
    row(field.severity, severityWords(f, setting.from), main),
    row(field.flags, flagWords(f), main),
    row(field.scope, labelOf(IMPACT_SCOPE_LABEL, f["impact_scope"])),
    row(field.outlook, labelOf(IMPACT_OUTLOOK_LABEL, f["impact_outlook"])),
    row(field.states, stateWords(f["states_affected"])),
    row(field.cause, labelOf(ROOT_CAUSE_LABEL, f["root_cause"])),
    row(field.publicStatus, labelOf(PUBLIC_STATUS_LABEL, f["public_status"])),
    row(field.territory, labelOf(TERRITORIAL_LINK_LABEL, f["territorial_link"]), {
      wide: true,
      main: true,
    }),
    row(field.summary, text(f["summary"]), { wide: true, free: true, main: true }),
    row(field.measures, text(f["mitigation_taken"]), { wide: true, free: true }),
  ];
}

function row(
  label: Message,
  value: string | null,
  more: Omit<SheetRow, "label" | "value"> = {},
): SheetRow | null {
  return value === null || value === "" ? null : { label: say(label), value, ...more };
}

/** The two flags of an early warning, beside each other as their label names them. */
function flagWords(f: SheetAct["f"]): string | null {
  const flags = [f["suspected_malicious"], f["cross_border"]].map((code) =>
    labelOf(TRISTATE_LABEL, code),
  );
  if (flags.every((flag) => flag === null)) return null;
  const [malicious, crossBorder] = flags.map((flag) => flag ?? say(acts.notStated));
  return say(acts.flags, { malicious: malicious ?? "", crossBorder: crossBorder ?? "" });
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function typeWords(rsit: unknown): string | null {
  if (typeof rsit !== "object" || rsit === null || !("class" in rsit)) return null;
  const group = RSIT.find((one) => one.code === rsit.class);
  if (group === undefined) return null;
  const type = "type" in rsit ? rsitType(group.code, String(rsit.type)) : null;
  return type === null ? group.label : say(acts.rsit, { group: group.label, type: type.label });
}

/** The national scale stands first, in the sender's own words. */
function severityWords(f: SheetAct["f"], from: StateCode): string | null {
  const national = text(f["severity_national"]);
  const severity = f["severity"];
  const code =
    typeof severity === "object" && severity !== null && "code" in severity ? severity.code : null;
  const label = labelOf(SEVERITY_LABEL, code);
  const words = [
    national === null
      ? null
      : say(acts.nationalSeverity, { words: national, state: stateName(from) }),
    label === null ? null : say(acts.productSeverity, { code: Number(code), label }),
  ].filter((one) => one !== null);
  return words.length === 0 ? null : words.join("; ");
}

function sectorWords(sectors: unknown): string | null {
  if (!Array.isArray(sectors)) return null;
  return sectors
    .flatMap((code) => (typeof code === "string" ? [sectorLabel(code)] : []))
    .filter((label) => label !== null)
    .join("; ");
}

function stateWords(states: unknown): string | null {
  if (!Array.isArray(states)) return null;
  return stateNames(states.filter((one): one is string => typeof one === "string"));
}
