import {
  accept,
  parseStateCode,
  POWERS,
  refuse,
  toBase64Url,
  type Instant,
  type Power,
  type RecordId,
  type Result,
  type StateCode,
} from "@parley/base";
import { randomBytes } from "@parley/crypto";
import {
  compareWords,
  ENROLMENT_REFUSALS,
  parseEnrolmentRequest,
  SERVICE_TICKET,
  WORDS_REFUSALS,
  type EnrolmentRequest,
  type Log,
  type Operation,
} from "@parley/directory";

import type { PendingEnrolment } from "../desk/index.ts";
import { titleFault, type KnownTitle } from "./office-title.ts";
import { minuteOf } from "./minute.ts";

/** Why an enrolment is not proposed for the directory, with a sentence for the officer. */
export interface EnrolmentFault {
  readonly reason:
    | keyof typeof ENROLMENT_REFUSALS
    | keyof typeof WORDS_REFUSALS
    | "other-ticket"
    | "other-directory"
    | "too-late"
    | "title"
    | "listed"
    | "not-listed"
    | "other-account"
    | "reset-not-open"
    | "reset-waits"
    | "powers";
  readonly text: string;
}

/** An enrolment before the officer, and what was heard on the telephone: nothing is proposed without (ENROL-1). */
export interface HeardEnrolment {
  readonly pending: PendingEnrolment;
  readonly heard: string;
  readonly log: Log;
  /** Titles of offices that are known already. */
  readonly known?: readonly KnownTitle[];
}

/** What an officer decides beside what the ticket says. */
export interface AdmissionChoice {
  /** `usualPowers` where absent. */
  readonly powers?: readonly Power[];
  /** Approvals that the State asks of itself before an act is sent. */
  readonly release?: number;
  /** Hours that the State chose to pass before a reset has effect, 0 to 72. */
  readonly wait?: number;
  /** The State begins anew with it, after a reset: it is as a first record. */
  readonly anew?: boolean;
  /** `YYYY-MM-DD`; today where absent. */
  readonly from?: string;
  readonly now: Instant;
}

/** Powers of a State's first record, and of those after it: one that may sign for the State is chosen by name. */
export function usualPowers(log: Log, { ticket }: PendingEnrolment): readonly Power[] {
  return log.cosignersNeeded(ticket.state).count === 0
    ? POWERS
    : POWERS.filter((power) => power !== "directory");
}

/** The open reset of a State, whose wait has passed: what an admission may rest on. */
export function resetToRestOn(
  log: Log,
  state: StateCode,
  now: Instant,
): Result<number, EnrolmentFault> {
  const open = log.resets().find((one) => one.state === state && one.end === null);
  if (open === undefined) {
    return refuse({
      reason: "reset-not-open",
      text: `No reset of ${state} is open: without one the State signs for itself.`,
    });
  }
  return now < open.until
    ? refuse({
        reason: "reset-waits",
        text: `The reset of ${state} in entry ${open.n} waits until ${minuteOf(open.until)}.`,
      })
    : accept(open.n);
}

/** Whether ticket and request belong together and to this directory, before anybody is called. */
export function checkEnrolment(
  { ticket, request, receivedAt }: PendingEnrolment,
  log: Log,
  known: readonly KnownTitle[],
): Result<EnrolmentRequest, EnrolmentFault> {
  const asked = parseEnrolmentRequest(request);
  if (!asked.ok) return refuse({ reason: asked.refusal, text: ENROLMENT_REFUSALS[asked.refusal] });
  if (ticket.dir !== log.root.dir) {
    return refuse({
      reason: "other-directory",
      text: "The ticket belongs to another directory than this one.",
    });
  }
  if (asked.value.ticket !== ticket.id || asked.value.user !== ticket.user) {
    return refuse({
      reason: "other-ticket",
      text: "The request does not come from the account of its ticket.",
    });
  }
  if (receivedAt > ticket.expires) {
    return refuse({
      reason: "too-late",
      text: "The request came after the ticket had expired: invite again.",
    });
  }
  const fault = titleFault(ticket.office, ticket.state, log.root.mode, known);
  return fault === null ? asked : refuse({ reason: "title", text: fault });
}

/** Compares what the officer heard on the telephone with the words of the device that asks (ENROL-1). */
export function checkHeard(
  heard: string,
  { ticket, user, device }: EnrolmentRequest,
  log: Log,
): Result<void, EnrolmentFault> {
  const same = compareWords(heard, { root: log.root.dir, ticket, user, device });
  if (same.ok) return same;
  const { reason, words } = same.refusal;
  const which = words.length === 0 ? "" : ` It is about word ${words.join(", ")}.`;
  return refuse({ reason, text: `${WORDS_REFUSALS[reason]}${which}` });
}

/** The entry that takes a new record in. */
export function admission(
  enrolment: HeardEnrolment,
  choice: AdmissionChoice,
): Result<Operation, EnrolmentFault> {
  const { pending, log } = enrolment;
  const { ticket } = pending;
  const asked = checkAll(enrolment);
  if (!asked.ok) return asked;
  if (log.recordOf(ticket.rec) !== null) {
    return refuse({
      reason: "listed",
      text: `${ticket.rec} is in the directory already: \`list\` adds a device to it.`,
    });
  }
  const isFirst = choice.anew === true || log.cosignersNeeded(ticket.state).count === 0;
  const powers = choice.powers ?? (isFirst ? POWERS : usualPowers(log, pending));
  if (isFirst && !powers.includes("directory")) {
    return refuse({
      reason: "powers",
      text: "The first record of a State needs the power directory: nobody could sign for the State otherwise, and only a reset would help.",
    });
  }
  const today = dayOf(choice.now);
  return accept({
    op: "admit",
    rec: {
      id: ticket.rec,
      state: ticket.state,
      level: ticket.level,
      kind: ticket.kind,
      powers: POWERS.filter((power) => powers.includes(power)),
      holder: pseudonym(),
      user: ticket.user,
      devices: [asked.value.device],
      release: choice.release ?? 0,
      card: "",
      from: choice.from ?? today,
      conf: today,
      ...(choice.wait === undefined ? {} : { wait: choice.wait }),
    },
  });
}

/** The entry that lists one more device of a record; a successor's has a new pseudonym from then on. */
export function furtherDevice(
  enrolment: HeardEnrolment,
  { successor }: { readonly successor: boolean },
): Result<Operation, EnrolmentFault> {
  const { ticket } = enrolment.pending;
  const record = enrolment.log.recordOf(ticket.rec);
  if (record === null) {
    return refuse({
      reason: "not-listed",
      text: `${ticket.rec} is not in the directory yet: \`admit\` takes it in.`,
    });
  }
  if (record.user !== ticket.user || record.state !== ticket.state) {
    return refuse({
      reason: "other-account",
      text: `${ticket.rec} is bound to another account: a record is never moved to another one.`,
    });
  }
  const asked = checkAll(enrolment);
  if (!asked.ok) return asked;
  const holder = successor ? pseudonym() : record.holder;
  return accept({ op: "list", rec: { id: ticket.rec, device: asked.value.device, holder } });
}

function checkAll({
  pending,
  heard,
  log,
  known = [],
}: HeardEnrolment): Result<EnrolmentRequest, EnrolmentFault> {
  const asked = checkEnrolment(pending, log, known);
  if (!asked.ok) return asked;
  const same = checkHeard(heard, asked.value, log);
  return same.ok ? asked : same;
}

/** The entry that takes the Secretariat's service in, from its own request. */
export function serviceAdmission(
  request: string,
  rec: RecordId,
  now: Instant,
): Result<Operation, EnrolmentFault> {
  const asked = parseEnrolmentRequest(request);
  if (!asked.ok) return refuse({ reason: asked.refusal, text: ENROLMENT_REFUSALS[asked.refusal] });
  if (asked.value.ticket !== SERVICE_TICKET) {
    return refuse({
      reason: "other-ticket",
      text: "This request comes with a ticket: it is not that of the Secretariat's service.",
    });
  }
  const state = parseStateCode("OSCE");
  if (state === null) throw new Error("the code of services has no form");
  const today = dayOf(now);
  return accept({
    op: "admit",
    rec: {
      id: rec,
      state,
      level: ["technical"],
      kind: "service",
      powers: [],
      holder: "service",
      user: asked.value.user,
      devices: [asked.value.device],
      release: 0,
      card: "",
      from: today,
      conf: today,
    },
  });
}

function dayOf(now: Instant): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** A random code: who it stands for is written down outside the log. */
function pseudonym(): string {
  return `h-${toBase64Url(randomBytes(6)).replaceAll(/[-_]/g, "0")}`;
}
