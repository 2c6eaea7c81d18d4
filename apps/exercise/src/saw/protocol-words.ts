import { LEVELS, MODES, POWERS } from "@parley/base";
import {
  ACT_KINDS,
  DISCLOSURE,
  DISCLOSURE_LABEL,
  EXERCISE_STATES,
  IMPACT_OUTLOOK,
  IMPACT_OUTLOOK_LABEL,
  IMPACT_SCOPE,
  IMPACT_SCOPE_LABEL,
  INCIDENT_STATUS,
  INCIDENT_STATUS_LABEL,
  LANGUAGE_LABEL,
  PARTICIPATING_STATES,
  PHRASE_CODES,
  PRECEDENCE,
  PRECEDENCE_LABEL,
  PUBLIC_STATUS,
  PUBLIC_STATUS_LABEL,
  RECIPIENT_REQUEST,
  RECIPIENT_REQUEST_LABEL,
  REPLY_KIND_LABEL,
  REPLY_KINDS,
  ROOT_CAUSE,
  ROOT_CAUSE_LABEL,
  RSIT,
  SECTORS_EXTRA,
  SECTORS_NIS2,
  SEVERITY,
  SEVERITY_LABEL,
  STANDARD_PHRASES,
  T02_STAGE_LABEL,
  T02_STAGES,
  TERRITORIAL_LINK,
  TERRITORIAL_LINK_LABEL,
  TLP,
  TLP_LABEL,
} from "@parley/protocol";
import { WORD_LENGTH } from "./needles.ts";

const SECTORS = [...SECTORS_NIS2, ...SECTORS_EXTRA];

/** What acts are made of: the codes as they are signed, and the words that people read for them. */
const SOURCES: readonly unknown[] = [
  LEVELS,
  MODES,
  POWERS,
  ACT_KINDS,
  REPLY_KINDS,
  REPLY_KIND_LABEL,
  PHRASE_CODES,
  STANDARD_PHRASES,
  PRECEDENCE,
  PRECEDENCE_LABEL,
  DISCLOSURE,
  DISCLOSURE_LABEL,
  TLP,
  TLP_LABEL,
  LANGUAGE_LABEL,
  T02_STAGES,
  T02_STAGE_LABEL,
  INCIDENT_STATUS,
  INCIDENT_STATUS_LABEL,
  IMPACT_SCOPE,
  IMPACT_SCOPE_LABEL,
  IMPACT_OUTLOOK,
  IMPACT_OUTLOOK_LABEL,
  TERRITORIAL_LINK,
  TERRITORIAL_LINK_LABEL,
  ROOT_CAUSE,
  ROOT_CAUSE_LABEL,
  RECIPIENT_REQUEST,
  RECIPIENT_REQUEST_LABEL,
  PUBLIC_STATUS,
  PUBLIC_STATUS_LABEL,
  SEVERITY,
  SEVERITY_LABEL,
  RSIT.flatMap(({ code, label, types }) => [
    code,
    label,
    ...types.flatMap((type) => [type.code, type.label]),
  ]),
  SECTORS.flatMap(({ code, label, subsectors }) => [
    code,
    label,
    ...subsectors.flatMap((sector) => [sector.code, sector.label]),
  ]),
];

/** Template and code words of at least `WORD_LENGTH` signs, and every State's name, each once. */
export function protocolWords(): readonly string[] {
  const states = [...EXERCISE_STATES, ...PARTICIPATING_STATES];
  const words = new Set(states.map(({ name }) => name));
  for (const source of SOURCES) collect(source, words);
  return [...words].sort();
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    if (value.length >= WORD_LENGTH) into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) collect(part, into);
  }
}
