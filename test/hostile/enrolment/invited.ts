import { toBase64Url, type StateCode } from "@parley/base";
import type { Officer } from "@parley/secretariat";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { Account } from "@parley/homeserver";
import type { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import type { Stage } from "../stage.ts";

/** A ticket as it leaves the officer's machine. */
export interface Invited {
  /** Text of the ticket file. */
  readonly ticket: string;
  readonly account: Account;
}

/** What of an invitation an attack chooses itself. */
interface Choice {
  readonly directory?: ExerciseDirectory;
  readonly now?: number;
  /** Names another account than the one that is made. */
  readonly user?: string;
}

/** Somebody is invited to be Charlie's technical office. */
export async function invited(stage: Stage, choice: Choice = {}): Promise<Invited> {
  const { directory = stage.directory, now = Date.now(), user } = choice;
  if (directory.log.head.n === 0) directory.append(admit(record("XS", 8)));
  const account = await stage.server.createAccount();
  const { makeInvitation } = await stage.secretariat();
  const made = makeInvitation({
    invited: {
      state: "XC" as StateCode,
      level: ["technical"],
      kind: "office",
      title: "National cyber desk",
    },
    account: { user: (user ?? account.user) as Account["user"], password: account.password },
    log: directory.log,
    officer: officerOf(directory),
    now,
  });
  if (!made.ok) throw new Error(made.refusal.text);
  return { ticket: made.value.ticket, account };
}

/** The first officer of a directory, with the key file open. */
export function officerOf({ officers }: ExerciseDirectory): Officer {
  const [keys] = officers;
  if (keys === undefined) throw new Error("no officer");
  return { name: "1", publicKey: toBase64Url(keys.publicKey), keys };
}
