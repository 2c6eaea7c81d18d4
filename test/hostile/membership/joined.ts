import type { Attack } from "../attack.ts";
import { joinForeignAccount } from "../../harness/foreign-account.ts";
import { plainSignIn, roomPath } from "../../harness/plain-requests.ts";
import { Insider } from "../insider.ts";
import { readsWithAll, Stranger } from "../stranger.ts";
import { GATE, GATE_AND_TRUST } from "./defences.ts";
import { writtenWhileIn } from "./kept-out.ts";
import { handOver, knownToBoth } from "./rows.ts";

/** Accounts that an operator puts into a room, behind the clients' backs. */
export const JOINED: readonly Attack[] = [
  {
    attacker: "the operator joins an account that nobody lists to the room, twice",
    rules: ["GATE-1", "TRUST-1"],
    defence: GATE_AND_TRUST,
    play: async (stage) => {
      const opened = await stage.opened();
      const { alfa, bravo, channel, room } = opened;
      const stranger = await Stranger.signedIn(stage);
      const { account } = stranger.client;
      await joinForeignAccount(stage.server, room, account);
      await stranger.client.sync();
      await stranger.client.leave(room);
      await handOver(stage, alfa.office, bravo.office, channel, "nobody else is here");
      await joinForeignAccount(stage.server, room, account);
      await stranger.client.sync();
      return writtenWhileIn(
        stage,
        opened,
        {
          user: stranger.user,
          reason: "account-not-listed",
          reads: () => stranger.reads(room),
          leaves: () => stranger.client.leave(room),
        },
        ["nobody else is here"],
      );
    },
  },
  {
    attacker: "the operator invites an account that nobody lists, in Bravo's name",
    rules: ["GATE-1", "TRUST-1"],
    defence: GATE_AND_TRUST,
    play: async (stage) => {
      const opened = await stage.opened();
      const { bravo, room } = opened;
      const stranger = await Stranger.signedIn(stage);
      const { user } = stranger;
      const inBravosName = await plainSignIn(stage.server, bravo.office.account);
      await inBravosName.ask("POST", roomPath(room, "invite"), { user_id: user });
      return writtenWhileIn(stage, opened, {
        user,
        reason: "account-not-listed",
        reads: () => stranger.reads(room),
        leaves: () => stranger.client.leave(room),
      });
    },
  },
  {
    attacker: "the operator joins a listed office that no act names",
    rules: ["GATE-1"],
    defence: GATE,
    play: async (stage) => {
      const opened = await stage.opened();
      const { room } = opened;
      const line = await stage.line();
      const charlie = await Insider.listed(stage, "XC", line.baseUrl);
      await knownToBoth(stage, opened, charlie.rec);
      await joinForeignAccount(stage.server, room, { user: charlie.user, password: "" });
      const { session } = charlie.device;
      await stage.until("Charlie to be in", () => session.rooms().includes(room));
      return writtenWhileIn(stage, opened, {
        user: charlie.user,
        reason: "account-not-in-roster",
        reads: () => readsWithAll(stage, charlie.device, line, room),
        leaves: () => session.leave(room),
      });
    },
  },
  {
    attacker:
      "the operator joins an office to a consultation that is part of another one of the same offices",
    rules: ["GATE-1"],
    defence: GATE,
    play: async (stage) => {
      const opened = await stage.opened();
      const { alfa, bravo, room } = opened;
      const line = await stage.line();
      const charlie = await Insider.listed(stage, "XC", line.baseUrl);
      await knownToBoth(stage, opened, charlie.rec);
      const roster = [bravo.office.rec, charlie.rec];
      const wider = { ...stage.notification(bravo.office), id: "draft-wider", roster };
      await alfa.office.client.signAndSend(wider);
      const { session } = charlie.device;
      await stage.until("Charlie's invitation", () => session.invitations().length > 0);
      await charlie.joins(session.invitations()[0]!.room);
      await stage.until("Bravo to show the other one", () =>
        bravo.office.client.snapshot().consultations.some(({ parties }) => parties.length === 3),
      );
      await joinForeignAccount(stage.server, room, { user: charlie.user, password: "" });
      await stage.until("Charlie to be in both", () => session.rooms().length === 2);
      return writtenWhileIn(stage, opened, {
        user: charlie.user,
        reason: "account-not-in-roster",
        reads: () => readsWithAll(stage, charlie.device, line, room),
        leaves: () => session.leave(room),
      });
    },
  },
];
