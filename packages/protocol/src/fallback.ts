import { utf8Length } from "@parley/base";
import type { Act } from "./act.ts";
import {
  IMPACT_OUTLOOK_LABEL,
  IMPACT_SCOPE_LABEL,
  INCIDENT_STATUS_LABEL,
  PUBLIC_STATUS_LABEL,
  RECIPIENT_REQUEST_LABEL,
  ROOT_CAUSE_LABEL,
  T02_STAGE_LABEL,
  TERRITORIAL_LINK_LABEL,
  TRISTATE_LABEL,
} from "./codes/incident.ts";
import { PRECEDENCE_LABEL, TLP_LABEL } from "./codes/marking.ts";
import { STANDARD_PHRASES } from "./codes/phrases.ts";
import { REPLY_KIND_LABEL } from "./codes/reply.ts";
import { rsitType } from "./codes/rsit.ts";
import { sectorLabel } from "./codes/sectors.ts";
import { SEVERITY_LABEL } from "./codes/severity.ts";
import { stateByCode } from "./codes/states.ts";
import { checkDevice } from "./fields/device.ts";
import { checkRoster } from "./fields/roster.ts";
import { checkT02, type T02Fields } from "./fields/t02.ts";
import { checkT04, type T04Fields } from "./fields/t04.ts";
import { FALLBACK_BYTES } from "./payload.ts";

type Line = readonly [label: string, value: string | undefined];

/**
 * The act as plain English text for a reader that cannot read its fields: unsigned, at most `FALLBACK_BYTES`,
 * cut at the end where it would be longer.
 */
export function fallbackText(act: Act): string {
  const lines = [
    ...modeLines(act),
    ["Marking", TLP_LABEL[act.tlp]],
    ["From office", act.rec],
    ["To", act.to.length === 0 ? undefined : act.to.map(nameOf).join(", ")],
    ["Precedence", act.prec === undefined ? undefined : PRECEDENCE_LABEL[act.prec]],
    ...fieldLines(act),
    ["Acknowledgement requested by", act.ask.ack],
    ["Reply requested by", act.ask.reply],
    ["A further reply is intended by", act.ask.revert],
    ["Written", act.at],
  ] as const satisfies readonly Line[];
  const written = lines.flatMap(([label, value]) =>
    value === undefined ? [] : [`${label}: ${value}`],
  );
  const phrases = act.res.map((code) => STANDARD_PHRASES[code].en);
  return cut([...written, ...phrases].join("\n"));
}

function modeLines(act: Act): readonly Line[] {
  if (act.mode === "real") return [];
  return [["Mode", act.mode === "exercise" ? "EXERCISE EXERCISE EXERCISE" : "COMMUNICATION CHECK"]];
}

function nameOf(code: string): string {
  return stateByCode(code)?.name ?? code;
}

function fieldLines(act: Act): readonly Line[] {
  if (act.kind === "T02") {
    const checked = checkT02(act.f, act.mode);
    if (checked.ok) return notificationLines(checked.value);
  }
  if (act.kind === "T04") {
    const checked = checkT04(act.f, act.ask);
    if (checked.ok) return replyLines(checked.value);
  }
  if (act.kind === "roster") {
    const checked = checkRoster(act.f);
    if (checked.ok)
      return [[checked.value.op === "add" ? "Office added" : "Office removed", checked.value.rec]];
  }
  if (act.kind === "device") {
    const checked = checkDevice(act.f);
    if (checked.ok) {
      const { op, rec, key } = checked.value;
      return [
        [op === "add" ? "New device signed for, of office" : "New device removed, of office", rec],
        ["Key", key],
      ];
    }
  }
  return [["Act", act.kind]];
}

function notificationLines(f: T02Fields): readonly Line[] {
  return [
    ["Incident notification", T02_STAGE_LABEL[f.stage]],
    ["Reference", f.incident_ref],
    ["Type", rsitType(f.rsit.class, f.rsit.type)?.label],
    ["Status", INCIDENT_STATUS_LABEL[f.incident_status]],
    ["National severity", f.severity_national],
    ["Severity", f.severity && `${f.severity.code}, ${SEVERITY_LABEL[f.severity.code]}`],
    ["Outlook", f.impact_outlook && IMPACT_OUTLOOK_LABEL[f.impact_outlook]],
    ["Detected", f.detected_at],
    ["Started", f.started_at],
    ["Ended", f.ended_at],
    ["Suspected malicious", TRISTATE_LABEL[f.suspected_malicious]],
    ["Cross-border", TRISTATE_LABEL[f.cross_border]],
    ["States affected", f.states_affected?.map(nameOf).join(", ")],
    ["Sectors", f.affected_sectors?.map((code) => sectorLabel(code) ?? code).join(", ")],
    ["Scope", IMPACT_SCOPE_LABEL[f.impact_scope]],
    ["Root cause", f.root_cause && ROOT_CAUSE_LABEL[f.root_cause]],
    ["Territory", TERRITORIAL_LINK_LABEL[f.territorial_link]],
    ["Requested", RECIPIENT_REQUEST_LABEL[f.request_to_recipient]],
    ["Public", PUBLIC_STATUS_LABEL[f.public_status]],
    ["Observed", f.summary],
    ["Measures taken", f.mitigation_taken],
  ];
}

function replyLines(f: T04Fields): readonly Line[] {
  return [
    ["Reply", REPLY_KIND_LABEL[f.reply_kind]],
    ["Conditions", f.conditions],
    ["Competent or other channel", f.redirect_to],
    ...(f.answers ?? []).map((one): Line => [`Answer ${one.n} (${one.kind})`, one.text ?? ""]),
    ["Text", f.text],
  ];
}

/** Cuts between characters, so that the rest is still text. */
function cut(text: string): string {
  if (utf8Length(text) <= FALLBACK_BYTES) return text;
  const parts: string[] = [];
  let bytes = utf8Length("…");
  for (const char of text) {
    bytes += utf8Length(char);
    if (bytes > FALLBACK_BYTES) break;
    parts.push(char);
  }
  return `${parts.join("")}…`;
}
