import { rmSync } from "node:fs";
import { LEVELS, parseRecordId, parseStateCode, type Level, type Result } from "@parley/base";
import { readLog, TICKET_LIFE, type Log, type RecordKind } from "@parley/directory";
import { makeAccount, renewPassword, type MadeAccount } from "../accounts/homeserver-accounts.ts";
import type { DeskClient } from "../desk/index.ts";
import { readNetworkFile, type Network } from "../files/network-file.ts";
import { invitationFault, makeInvitation, type Invited } from "../officers/invitation.ts";
import { minuteOf } from "../officers/minute.ts";
import {
  done,
  refused,
  usage,
  type Command,
  type Outcome,
  type Refused,
  type Surroundings,
} from "./command.ts";
import { knownTitles } from "./enrolment-given.ts";
import type { Given } from "./given.ts";
import {
  deskNeeded,
  deskRefused,
  KEY_HELP,
  KEY_OPTIONS,
  notVerified,
  officerGiven,
  secretOfFile,
} from "./inputs.ts";
import { mustBeFree, writeFresh } from "./outputs.ts";

const KINDS = ["office", "duty", "person"] as const satisfies readonly RecordKind[];
const DAYS = TICKET_LIFE / (24 * 60 * 60 * 1000);

export const invite: Command = {
  name: "invite",
  summary: "Makes an account and a ticket for a nominated person, with a page to print.",
  usage:
    "--network FILE --desk DIR --key FILE --token-file FILE (--state XX --level LIST --office TITLE [--kind KIND] | --rec ID --office TITLE) --out FILE [--form FILE] [--days N] [--call TEXT]",
  help: `The account has a random name and a password for one sign-in, which replaces it. Ticket file and page go to the person by two
ways; neither brings a trust root. The page's code names the ticket file that it belongs to.

  --network FILE     what builds of the client are bound to: homeserver, server name, trust root
  --desk DIR         the folder of the service that runs on this machine: it joins the line of this account
${KEY_HELP}
  --token-file FILE  access token of an operator's account on the homeserver
  --state XX         the State
  --level LIST       out of ${LEVELS.join(",")}
  --office TITLE     title of the office, as the nomination has it; one that can be taken for another State's is refused
  --kind KIND        ${KINDS.join(", ")}; office where absent
  --rec ID           a record of the directory: a new machine, or a successor, on the account that it has
  --days N           days that the ticket is good for, 1 to ${DAYS}; ${DAYS} where absent
  --call TEXT        when the officer calls, for the page
  --out FILE         the ticket, for example alfa.parley-ticket
  --form FILE        the page, HTML; beside the ticket where absent`,
  options: {
    ...KEY_OPTIONS,
    network: "text",
    desk: "text",
    "token-file": "text",
    state: "text",
    level: "text",
    office: "text",
    kind: "text",
    rec: "text",
    days: "text",
    call: "text",
    out: "text",
    form: "text",
  },
  run: async (given, surroundings) => {
    const out = given.need("out");
    if (!out.ok) return out;
    const form = given.text("form") ?? `${out.value}.html`;
    const free = mustBeFree(out.value, form);
    if (!free.ok) return free;
    const networkFile = given.need("network");
    if (!networkFile.ok) return networkFile;
    const network = readNetworkFile(networkFile.value);
    if (!network.ok) return refused(network.refusal.reason, network.refusal.text);
    const tokenFile = given.need("token-file");
    if (!tokenFile.ok) return tokenFile;
    const token = secretOfFile(tokenFile.value);
    if (!token.ok) return token;
    const desk = deskNeeded(given);
    if (!desk.ok) return desk;
    const log = await logOf(desk.value, network.value);
    if (!log.ok) return log;
    const invited = invitedGiven(given, log.value);
    if (!invited.ok) return invited;
    return inviteNow(given, surroundings, {
      network: network.value,
      token: token.value,
      desk: desk.value,
      log: log.value,
      invited: invited.value,
      files: { ticket: out.value, form },
    });
  },
};

interface Preparation {
  readonly network: Network;
  readonly token: string;
  readonly desk: DeskClient;
  readonly log: Log;
  readonly invited: Invited;
  readonly files: { readonly ticket: string; readonly form: string };
}

async function inviteNow(
  given: Given,
  surroundings: Surroundings,
  { network, token, desk, log, invited, files }: Preparation,
): Promise<Outcome> {
  const days = Number(given.text("days") ?? DAYS);
  const call = given.text("call");
  const known = await knownTitles(given, log);
  if (!known.ok) return known;
  const officer = await officerGiven(given, surroundings);
  if (!officer.ok) return officer;
  const fault = invitationFault(invited, log, officer.value, known.value, days);
  if (fault !== null) return refused(fault.reason, fault.text);
  const account = await accountFor(invited, log, network, token);
  if (!account.ok) return account;
  const invitation = makeInvitation({
    invited,
    account: account.value,
    log,
    officer: officer.value,
    now: surroundings.now(),
    known: known.value,
    days,
    ...(call === null ? {} : { call }),
  });
  if (!invitation.ok) return refused(invitation.refusal.reason, invitation.refusal.text);
  const { ticket, open, form } = invitation.value;
  const written = [writeFresh(files.ticket, ticket), writeFresh(files.form, form)].find(
    ({ ok }) => !ok,
  );
  if (written?.ok === false) return written;
  const opened = await desk.openTicket(open);
  if (!opened.ok) {
    // The service would not join this account's line: nothing has gone out yet, so nothing does.
    for (const file of [files.ticket, files.form]) rmSync(file, { force: true });
    return deskRefused(opened.refusal);
  }
  return done(
    `${files.ticket}: ticket ${open.id.slice(0, 8)} for ${open.state}, ${open.office}, record ${open.rec}, account ${open.user}.
${files.form}: the page to print; it goes to the person by another way than the ticket.
Good until ${minuteOf(open.expires)}, for one sign-in. It holds a password: send it once, then delete it here.`,
    {
      ticket: files.ticket,
      form: files.form,
      id: open.id,
      rec: open.rec,
      user: open.user,
      expires: open.expires,
    },
  );
}

async function logOf(desk: DeskClient, { root }: Network): Promise<Result<Log, Refused>> {
  const text = await desk.log();
  if (!text.ok) return deskRefused(text.refusal);
  const log = readLog(root, text.value);
  return log.ok ? log : notVerified(log.refusal);
}

/** A new account, or a new password for the one that the record has. */
async function accountFor(
  invited: Invited,
  log: Log,
  network: Network,
  token: string,
): Promise<Result<MadeAccount, Refused>> {
  const office = { homeserver: network.homeserver, server: network.server, token };
  const user = invited.rec === undefined ? undefined : log.recordOf(invited.rec)?.user;
  const account =
    user === undefined ? await makeAccount(office) : await renewPassword(office, user);
  return account.ok ? account : refused(account.refusal.reason, account.refusal.text);
}

function invitedGiven(given: Given, log: Log): Result<Invited, Refused> {
  const title = given.need("office");
  if (!title.ok) return title;
  const rec = given.text("rec");
  if (rec !== null) {
    const id = parseRecordId(rec);
    const record = id === null ? null : log.recordOf(id);
    if (record === null || record.kind === "service") {
      return refused("unknown", `${rec} is not a record of a State in the directory.`);
    }
    const { state, level, kind } = record;
    return { ok: true, value: { state, level, kind, title: title.value, rec: record.id } };
  }
  const state = parseStateCode(given.text("state"));
  if (state === null) return usage("--state is the code of a State, for example XA.");
  const level = levelsOf(given.text("level") ?? "");
  if (level === null) return usage(`--level is a list out of ${LEVELS.join(",")}.`);
  const kind = KINDS.find((one) => one === (given.text("kind") ?? "office"));
  if (kind === undefined) return usage(`--kind is one of ${KINDS.join(", ")}.`);
  return { ok: true, value: { state, level, kind, title: title.value } };
}

function levelsOf(text: string): readonly Level[] | null {
  const named = text.split(",");
  const level = LEVELS.filter((one) => named.includes(one));
  return level.length === named.length ? level : null;
}
