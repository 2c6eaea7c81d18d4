import type { StateCode } from "@parley/base";
import { expect } from "vitest";
import { admit, record } from "../../../packages/directory/test/sample.ts";
import type { Attack } from "../attack.ts";
import { TITLES_APART } from "./defences.ts";
import { officerOf } from "./invited.ts";

/** Titles that Charlie's nomination asks for, and which are Bravo's to a reader. */
const IMITATIONS: Readonly<Record<string, string>> = {
  "another State's name": "Bravo, Technical PoC",
  "another State's name in Cyrillic": "Br\u0430v\u043e Duty Desk",
  "another State's name with a digit": "Brav0 Desk",
  "another State's name in other letters": "\uff22\uff32\uff21\uff36\uff2f Desk",
  "another State's title": "Northern Cyber Centre",
  "another State's title in Greek and Cyrillic": "N\u03bfrthern Cyb\u0435r C\u0435nt\u0433e",
  "another State's title with signs that are not seen": "Northern\u200b Cyber\u00a0Centre",
  "another State's title with an accent": "Northern Cybér Centre",
};

export const IMITATED: Attack = {
  attacker: "a State's nomination names its office as another State's is called",
  rules: ["LOOK-1"],
  defence: TITLES_APART,
  play: async (stage) => {
    const { directory } = stage;
    directory.append(admit(record("XS", 8)));
    const { makeInvitation } = await stage.secretariat();
    const bravo = "XB" as StateCode;
    const account = await stage.server.createAccount();
    const invite = (state: string, title: string): string => {
      const made = makeInvitation({
        invited: { state: state as StateCode, level: ["technical"], kind: "office", title },
        account,
        log: directory.log,
        officer: officerOf(directory),
        now: Date.now(),
        known: [{ state: bravo, title: "Northern Cyber Centre" }],
      });
      return made.ok ? "invited" : made.refusal.reason;
    };
    return [
      {
        says: "no invitation goes out under any of these",
        holds: () =>
          expect(
            Object.fromEntries(
              Object.entries(IMITATIONS).map(([name, title]) => [name, invite("XC", title)]),
            ),
          ).toEqual(Object.fromEntries(Object.keys(IMITATIONS).map((name) => [name, "title"]))),
      },
      {
        says: "each State has its own title, and the ones that say what an office does",
        holds: () => {
          expect(invite("XB", "Northern Cyber Centre")).toBe("invited");
          expect(invite("XC", "Southern Cyber Centre")).toBe("invited");
          expect(invite("XC", "Technical PoC")).toBe("invited");
        },
      },
    ];
  },
};
