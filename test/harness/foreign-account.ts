import type { RoomId } from "@parley/base";
import type { Account, Homeserver } from "@parley/homeserver";
import {
  plainRequest,
  plainSignIn,
  roomPath,
  tokenOf,
  type PlainClient,
} from "./plain-requests.ts";

/**
 * Joins an account to a room behind the clients' backs, as an operator can: Synapse hands its administrators
 * a token of any account (`POST /_synapse/admin/v1/users/USER/login`), the operator invites in the name of a
 * member and joins in the name of the invited. No device is made for either. Works with the policy module on
 * and on a room with the product's settings; `POST /_synapse/admin/v1/join` does not, since it asks whether the
 * operator may invite.
 *
 * @param account who is joined; a new account, known to nobody, if absent.
 */
export async function joinForeignAccount(
  server: Homeserver,
  room: RoomId,
  account?: Account,
): Promise<Account> {
  const foreign = account ?? (await server.createAccount());
  const operator = await plainSignIn(server, await server.createAccount({ admin: true }));
  await inviteAsSomeMember(server, operator, room, foreign);
  const join = await plainRequest(
    server,
    await tokenFor(operator, foreign.user),
    "POST",
    roomPath(room, "join"),
    {},
  );
  if (join.status !== 200) throw new Error(`no join: ${JSON.stringify(join.body)}`);
  return foreign;
}

async function inviteAsSomeMember(
  server: Homeserver,
  operator: PlainClient,
  room: RoomId,
  foreign: Account,
): Promise<void> {
  const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(room)}/members`;
  const { body } = await operator.ask("GET", path);
  const members = body["members"];
  if (!Array.isArray(members)) throw new Error(`no members: ${JSON.stringify(body)}`);
  const refusals: unknown[] = [];
  for (const member of members as readonly string[]) {
    const invite = await plainRequest(
      server,
      await tokenFor(operator, member),
      "POST",
      roomPath(room, "invite"),
      { user_id: foreign.user },
    );
    if (invite.status === 200) return;
    refusals.push(invite.body);
  }
  throw new Error(`no member could invite: ${JSON.stringify(refusals)}`);
}

async function tokenFor(operator: PlainClient, user: string): Promise<string> {
  const path = `/_synapse/admin/v1/users/${encodeURIComponent(user)}/login`;
  return tokenOf(await operator.ask("POST", path, {}));
}
