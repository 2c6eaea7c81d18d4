import { encodeProfile } from "@parley/base";
import { expect } from "vitest";
import type { EnrolProblem } from "@parley/client";
import { ExerciseDirectory } from "../../harness/exercise-directory.ts";
import type { Attack } from "../attack.ts";
import type { Stage } from "../stage.ts";
import { BUILDS_ROOT, IN_TIME, OFFICERS_SIGNATURE, OWN_SERVER } from "./defences.ts";
import { invited, type Invited } from "./invited.ts";

/** What each ticket is, and what whoever opens it reads. */
type Offered = Readonly<Record<string, readonly [text: string, refusal: string]>>;

const DAY = 24 * 60 * 60 * 1000;

/** Tickets that are opened on a fresh machine each. */
function opening(
  attacker: string,
  defence: Attack["defence"],
  offered: (stage: Stage) => Promise<Offered>,
): Attack {
  return {
    attacker,
    rules: ["ENROL-2"],
    defence,
    play: async (stage) => {
      const told = Object.entries(await offered(stage));
      const read: Record<string, string> = {};
      const shown: Record<string, boolean> = {};
      const kept: Record<string, string> = {};
      for (const [name, [text]] of told) {
        const { newcomer, line } = await stage.newcomer();
        const done = await newcomer.enrol(text);
        read[name] = done.ok ? "taken" : refusalOf(done.refusal);
        shown[name] = line.requests.some(({ path }) => path.endsWith("/login"));
        kept[name] = newcomer.disk();
      }
      const each = <T>(value: T): unknown =>
        Object.fromEntries(told.map(([name]) => [name, value]));
      return [
        {
          says: "each is refused, for a reason of its own",
          holds: () =>
            expect(read).toEqual(Object.fromEntries(told.map(([name, [, why]]) => [name, why]))),
        },
        {
          says: "nobody signs in, so that no server is shown the password",
          holds: () => expect(shown).toEqual(each(false)),
        },
        { says: "nothing is kept on the machine", holds: () => expect(kept).toEqual(each("")) },
      ];
    },
  };
}

function refusalOf(problem: EnrolProblem): string {
  return problem.reason === "ticket" ? problem.refusal : problem.reason;
}

/** A ticket taken apart. */
interface Parts {
  readonly log: string;
  readonly sig: { readonly key: string; readonly sig: string };
  readonly ticket: string;
}

const partsOf = ({ ticket }: Invited): Parts => JSON.parse(ticket) as Parts;
const written = (parts: object): string => encodeProfile(parts as never);

export const EDITED: Attack = opening(
  "whoever carries the ticket edits it: another account, State, office, a later end, another officer's name",
  OFFICERS_SIGNATURE,
  async (stage) => {
    const one = await invited(stage);
    const other = await invited(stage);
    const parts = partsOf(one);
    const edited = (from: string | RegExp, to: string): readonly [string, string] => {
      const ticket = parts.ticket.replace(from, to);
      if (ticket === parts.ticket) throw new Error("not edited");
      return [written({ ...parts, ticket }), "edited"];
    };
    const officer = stage.directory.root.officers.find((key) => key !== parts.sig.key);
    if (officer === undefined) throw new Error("no second officer");
    return {
      "the account of another ticket": edited(one.account.user, other.account.user),
      "the password of another ticket": edited(one.account.password, other.account.password),
      "another State": edited('"state":"XC"', '"state":"XD"'),
      "another office": edited("National cyber desk", "National cyber desk of Bravo"),
      "another record": edited(/"rec":"xc/, '"rec":"xd'),
      "the signature of another ticket": [written({ ...parts, sig: partsOf(other).sig }), "edited"],
      "an officer who did not sign": [
        written({ ...parts, sig: { ...parts.sig, key: officer } }),
        "edited",
      ],
    };
  },
);

export const FOREIGN_ROOT: Attack = opening(
  "officers of another directory invite: their ticket brings their own trust root along",
  BUILDS_ROOT,
  async (stage) => {
    const others = await ExerciseDirectory.make();
    const foreign = await invited(stage, { directory: others });
    return {
      "a ticket of another directory": [foreign.ticket, "other-root"],
      "with its root beside it": [
        written({ ...partsOf(foreign), root: others.root.text }),
        "not-a-ticket",
      ],
    };
  },
);

export const OTHER_SERVER: Attack = opening(
  "an officer's ticket is for an account on another server than the client's",
  OWN_SERVER,
  async (stage) => {
    const name = (await stage.server.createAccount()).user.split(":")[0] ?? "";
    const at = async (server: string): Promise<readonly [string, string]> => {
      const { ticket } = await invited(stage, { user: `${name}:${server}` });
      return [ticket, "other-server"];
    };
    return {
      "another server": await at("elsewhere.example"),
      "a name that ends the same": await at(`not-${stage.server.serverName}`),
    };
  },
);

export const EXPIRED: Attack = opening(
  "a ticket is found after its seven days",
  IN_TIME,
  async (stage) => {
    const { ticket } = await invited(stage, { now: Date.now() - 7 * DAY - 1000 });
    return { "a ticket of last week": [ticket, "expired"] };
  },
);
