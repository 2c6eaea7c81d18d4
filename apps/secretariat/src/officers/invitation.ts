import {
  accept,
  parseRecordId,
  refuse,
  toBase64Url,
  type Instant,
  type Level,
  type RecordId,
  type Result,
  type StateCode,
} from "@parley/base";
import { randomBytes } from "@parley/crypto";
import {
  makeTicket,
  TICKET_LIFE,
  type Log,
  type OpenTicket,
  type RecordKind,
} from "@parley/directory";
import type { MadeAccount } from "../accounts/homeserver-accounts.ts";
import { invitationForm } from "./form.ts";
import { statesOf, titleFault, type KnownTitle } from "./office-title.ts";
import type { Officer } from "./officer-file.ts";

/** The office that somebody is invited to be. */
export interface Invited {
  readonly state: StateCode;
  readonly level: readonly Level[];
  readonly kind: RecordKind;
  readonly title: string;
  /** Record to be; a new one with a random ending where absent. */
  readonly rec?: RecordId;
}

/** All that leaves an officer's machine for one invitation. */
export interface Invitation {
  /** Text of the ticket file: it holds the one-time password. */
  readonly ticket: string;
  /** What the service and the admitting officer know of it. */
  readonly open: OpenTicket;
  /** The printable page, HTML. */
  readonly form: string;
}

export interface InvitationRefusal {
  readonly reason: "state" | "title" | "level" | "officer" | "no-service" | "days";
  readonly text: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** What can be said before an account is made for it; null where the invitation can go out. */
export function invitationFault(
  invited: Invited,
  log: Log,
  officer: Officer,
  known: readonly KnownTitle[],
  days: number = TICKET_LIFE / DAY,
): InvitationRefusal | null {
  const root = log.rootNow();
  if (!root.officers.includes(officer.publicKey)) {
    return { reason: "officer", text: "This key is not that of an officer of this directory." };
  }
  if (log.head.n === 0) {
    const text = "Nothing is in the directory yet: admit the Secretariat's service first.";
    return { reason: "no-service", text };
  }
  if (!statesOf(root.mode).some(({ code }) => code === invited.state)) {
    const kind = root.mode === "exercise" ? "an exercise State" : "a participating State";
    return { reason: "state", text: `${invited.state} is not the code of ${kind}.` };
  }
  if (invited.level.length === 0) {
    return { reason: "level", text: "An office has at least one level." };
  }
  if (!Number.isInteger(days) || days < 1 || days * DAY > TICKET_LIFE) {
    return { reason: "days", text: "A ticket is good for 1 to 7 days." };
  }
  const fault = titleFault(invited.title, invited.state, root.mode, known);
  return fault === null ? null : { reason: "title", text: fault };
}

/** The ticket, signed by the officer, and its page. What `invitationFault` refuses is refused here too. */
export function makeInvitation(options: {
  readonly invited: Invited;
  readonly account: MadeAccount;
  readonly log: Log;
  readonly officer: Officer;
  readonly now: Instant;
  /** Titles of offices that are known already. */
  readonly known?: readonly KnownTitle[];
  /** Days that the ticket is good for, 1 to 7. */
  readonly days?: number;
  /** When the officer calls, in words for the page. */
  readonly call?: string;
}): Result<Invitation, InvitationRefusal> {
  const { invited, account, log, officer, now, known = [], days = 7, call } = options;
  const fault = invitationFault(invited, log, officer, known, days);
  if (fault !== null) return refuse(fault);
  const issued = Math.floor(now / 1000) * 1000;
  const content = {
    id: toBase64Url(randomBytes(16)),
    dir: log.root.dir,
    user: account.user,
    rec: invited.rec ?? freshRecord(invited),
    state: invited.state,
    level: invited.level,
    kind: invited.kind,
    office: invited.title,
    issued,
    expires: issued + days * DAY,
    log: { n: log.head.n, h: log.head.h },
  };
  const ticket = makeTicket({ ...content, password: account.password }, officer.keys, log.text);
  const name = statesOf(log.root.mode).find(({ code }) => code === invited.state)?.name ?? "";
  const form = invitationForm({
    ticket: content,
    state: name,
    ticketText: ticket,
    ...(call === undefined ? {} : { call }),
  });
  return accept({ ticket, open: content, form });
}

/** A record id that says State and level, with a random ending: two officers at work do not choose the same. */
function freshRecord({ state, level }: Invited): RecordId {
  const ending = toBase64Url(randomBytes(6)).toLowerCase().replaceAll(/[-_]/g, "0").slice(0, 5);
  const id = parseRecordId(`${state.toLowerCase()}-${level[0] ?? "office"}-${ending}`);
  if (id === null) throw new Error("a State and a level make no record id");
  return id;
}
