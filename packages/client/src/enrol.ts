import { accept, refuse, toBase64Url, type Result } from "@parley/base";
import { makeSealKeyPair, makeSignKeyPair, randomBytes, ready, type KeyPair } from "@parley/crypto";
import {
  parseRoot,
  readTicket,
  type Log,
  type Ticket,
  type TicketRefusal,
} from "@parley/directory";
import type { Credentials, SignInRefusal } from "@parley/session";
import type { Contents, Profile, StoreRefusal } from "@parley/storage";
import { settlePassword, TICKET_PASSWORD } from "./account-password.ts";
import { serviceIn } from "./line-service.ts";
import type { ClientParts } from "./parts.ts";
import { directoryRow } from "./state.ts";

export type EnrolProblem =
  | SignInRefusal
  | { readonly reason: "ticket"; readonly refusal: TicketRefusal }
  /** Somebody has signed in with this ticket before: call your officer. */
  | { readonly reason: "used" }
  | { readonly reason: "store"; readonly refusal: StoreRefusal };

/** What an enrolment needs: the way to the server, and what the build is bound to. */
export interface EnrolParts extends Pick<ClientParts, "store" | "sessions" | "clock" | "root"> {
  /** Base URL. */
  readonly homeserver: string;
  /** Matrix server name. */
  readonly server: string;
}

/**
 * Takes a ticket (ENROL-2): signs in, writes a profile with fresh keys and the ticket's log, and gives the account a
 * password that nobody else knows. After an end at any point it is called again with the same ticket and goes on where it
 * stood: what the next step rests on is written before it. A store with the profile of another ticket is a bug of the
 * caller, and throws.
 */
export async function enrol(
  parts: EnrolParts,
  ticketText: string,
): Promise<Result<void, EnrolProblem>> {
  await ready();
  const root = parseRoot(parts.root);
  if (!root.ok) throw new Error("this build has no trust root");
  const read = readTicket(ticketText, {
    root: root.value,
    server: parts.server,
    now: parts.clock.now(),
  });
  if (!read.ok) return refuse({ reason: "ticket", refusal: read.refusal });
  const { ticket, log } = read.value;
  const loaded = await parts.store.load();
  if (!loaded.ok) return refuse({ reason: "store", refusal: loaded.refusal });
  const made = await profileOf(parts, loaded.value, ticket, log);
  if (!made.ok) return made;
  return settlePassword(
    parts.sessions,
    { ...made.value, keep: log.listedDevices(ticket.user).map(({ id }) => id) },
    async (change) => (await parts.store.commit(change)).ok,
  );
}

/** The profile that an earlier call wrote, or a new one after a sign-in; with the ticket's password while it counts. */
async function profileOf(
  parts: EnrolParts,
  { profile, kept }: Contents,
  ticket: Ticket,
  log: Log,
): Promise<Result<{ profile: Profile; from: string | null }, EnrolProblem>> {
  if (profile !== null) {
    if (profile.enrol?.ticket !== ticket.id)
      throw new Error("this store has the profile of another ticket");
    const row = kept.find(({ kind }) => kind === TICKET_PASSWORD.kind);
    return accept({ profile, from: row?.text ?? null });
  }
  const signedIn = await parts.sessions.signIn(parts.homeserver, ticket.user, ticket.password);
  if (!signedIn.ok)
    return refuse(
      signedIn.refusal.reason === "wrong-password" ? { reason: "used" } : signedIn.refusal,
    );
  // A server that signs somebody else in than the ticket names is none of this network.
  if (signedIn.value.user !== ticket.user) return refuse({ reason: "not-a-homeserver" });
  const fresh = newProfile(parts, signedIn.value, ticket, log);
  const written = await parts.store.commit({
    profile: fresh,
    directory: directoryRow(log, parts.clock.now()),
    kept: [{ ...TICKET_PASSWORD, text: ticket.password }],
  });
  return written.ok
    ? accept({ profile: fresh, from: ticket.password })
    : refuse({ reason: "store", refusal: written.refusal });
}

function newProfile(
  parts: EnrolParts,
  { homeserver, user, device, accessToken }: Credentials,
  ticket: Ticket,
  log: Log,
): Profile {
  const { id, dir, expires, state, level, rec, office } = ticket;
  const service = serviceIn(log);
  return {
    homeserver,
    user,
    device,
    accessToken,
    storageKey: toBase64Url(randomBytes(32)),
    act: written(makeSignKeyPair()),
    seal: written(makeSealKeyPair()),
    root: parts.root,
    createdAt: parts.clock.now(),
    // Written before it is the account's, so that no end in between loses it.
    password: toBase64Url(randomBytes(32)),
    enrol: {
      ticket: id,
      dir,
      expires,
      state,
      level,
      rec,
      office,
      ...(service === null ? {} : { service: service.user }),
    },
  };
}

const written = ({ publicKey, secretKey }: KeyPair): { publicKey: string; secretKey: string } => ({
  publicKey: toBase64Url(publicKey),
  secretKey: toBase64Url(secretKey),
});
