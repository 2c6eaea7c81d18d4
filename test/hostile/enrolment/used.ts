import { expect } from "vitest";
import { plainSignIn } from "../../harness/plain-requests.ts";
import type { Attack } from "../attack.ts";
import { OTHERS_OUT, PASSWORD_REPLACED } from "./defences.ts";
import { invited } from "./invited.ts";

export const USED_TWICE: Attack = {
  attacker: "a copy of a ticket is opened after its holder has used it",
  rules: ["ENROL-2"],
  defence: PASSWORD_REPLACED,
  play: async (stage) => {
    const { ticket, account } = await invited(stage);
    const { newcomer: holder } = await stage.newcomer();
    const { newcomer: finder } = await stage.newcomer();
    const first = await holder.enrol(ticket);
    const second = await finder.enrol(ticket);
    const again = await holder.enrol(ticket);
    const operator = await stage.operator();
    return [
      {
        says: "whoever comes second reads that it was used, and has nothing of it on disk",
        holds: () => {
          expect(second).toEqual({ ok: false, refusal: { reason: "used" } });
          expect(finder.disk()).toBe("");
        },
      },
      {
        says: "the account has the sign-in of its holder, and no other",
        holds: async () => {
          expect(await operator.devices(account.user)).toHaveLength(1);
        },
      },
      {
        says: "its holder has enrolled, and goes on with the same ticket after a stop in between",
        holds: async () => {
          expect([first, again]).toEqual([
            { ok: true, value: undefined },
            { ok: true, value: undefined },
          ]);
          await holder.open();
          expect(holder.words.split(" ")).toHaveLength(12);
        },
      },
    ];
  },
};

export const LISTENING: Attack = {
  attacker:
    "whoever read a ticket on its way signs in first, changes nothing and waits for its holder",
  rules: ["ENROL-2"],
  defence: OTHERS_OUT,
  play: async (stage) => {
    const { ticket, account } = await invited(stage);
    const reader = await plainSignIn(stage.server, account);
    const before = await reader.ask("GET", "/_matrix/client/v3/account/whoami");
    const { newcomer } = await stage.newcomer();
    const done = await newcomer.enrol(ticket);
    const after = await reader.ask("GET", "/_matrix/client/v3/account/whoami");
    const operator = await stage.operator();
    return [
      {
        says: "the reader was signed in, and is no longer: neither by the sign-in nor by the password",
        holds: async () => {
          expect([before.status, after.status]).toEqual([200, 401]);
          await expect(plainSignIn(stage.server, account)).rejects.toThrow("no access token: 403");
        },
      },
      {
        says: "the holder has enrolled, on the one machine that the account is signed in on",
        holds: async () => {
          expect(done).toEqual({ ok: true, value: undefined });
          expect(await operator.devices(account.user)).toHaveLength(1);
        },
      },
    ];
  },
};
