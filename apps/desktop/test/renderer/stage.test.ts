import { describe, expect, it } from "vitest";
import type { StateCode } from "@parley/base";
import type { Client } from "@parley/client";
import type { StartInfo, VaultFile } from "../../src/contract/index.ts";
import { advance, waitAfter, type Stage } from "../../src/renderer/app/stage.ts";
import type { TicketView } from "../../src/renderer/features/enrol/index.ts";

const INFO: StartInfo = {
  version: "0.1.0",
  build: "exercise",
  network: { homeserver: "http://127.0.0.1:1", server: "localhost", root: "r" },
  networkProblem: null,
  keychain: "available",
};
const TICKET: TicketView = {
  state: "XB" as StateCode,
  office: "Centre",
  level: ["technical"],
  expires: 1,
};
const STARTING: Stage = { at: "starting" };
const ASKING: Stage = { at: "ticket", reading: false, fault: null, putAside: false };
const YOURS: Stage = { at: "yours", ticket: TICKET };
const SPENDING: Stage = { at: "enrol", ticket: TICKET, working: true, problem: null };

const started = (vault: VaultFile, info = INFO, rooted = true): Stage =>
  advance(STARTING, { event: "started", info, rooted, vault });

describe("stage", () => {
  it("asks for a network before anything else, and for a trust root that is one", () => {
    const info: StartInfo = { ...INFO, network: null, networkProblem: "shape" };
    const vault = { state: "present", sealed: "x", keychain: false } as const;
    expect(started(vault, info)).toEqual({ at: "no-network", problem: "shape" });
    expect(started(vault, { ...info, networkProblem: null })).toEqual({
      at: "no-network",
      problem: "none",
    });
    expect(started(vault, INFO, false)).toEqual({ at: "no-network", problem: "root" });
  });

  it("leads to the ticket without a vault, to unlocking with one, and says why one cannot be read", () => {
    expect(started({ state: "none" })).toEqual(ASKING);
    // Nobody has typed anything yet, so there is nothing to wait for.
    expect(started({ state: "present", sealed: "x", keychain: true })).toEqual({
      at: "unlock",
      working: false,
      wrong: 0,
      notBefore: 0,
    });
    expect(started({ state: "unreadable", reason: "keychain-away" })).toEqual({
      at: "vault-unreadable",
      reason: "keychain-away",
    });
  });

  it("shows a ticket before anything of it is used, and lets it be put aside", () => {
    const reading = advance(ASKING, { event: "ticket-given" });
    expect(reading).toMatchObject({ at: "ticket", reading: true });
    expect(advance(reading, { event: "ticket-refused", fault: "edited" })).toEqual({
      ...ASKING,
      fault: "edited",
    });
    const yours = advance(reading, { event: "ticket-read", ticket: TICKET });
    expect(yours).toEqual(YOURS);
    expect(advance(yours, { event: "ticket-put-aside" })).toEqual({ ...ASKING, putAside: true });
    // A ticket that is read while none is asked for changes nothing.
    expect(advance(SPENDING, { event: "ticket-read", ticket: TICKET })).toBe(SPENDING);
  });

  it("[ENROL-2] asks for a passphrase before the ticket is spent, and not again where a vault is open", () => {
    const choosing = advance(YOURS, { event: "ticket-taken", vault: "none" });
    expect(choosing).toMatchObject({ at: "passphrase", working: false });
    expect(advance(choosing, { event: "enrolled" })).toBe(choosing);
    const chosen = advance(choosing, { event: "passphrase-chosen" });
    expect(advance(chosen, { event: "vault-made" })).toEqual(SPENDING);
    expect(advance(YOURS, { event: "ticket-taken", vault: "open" })).toEqual(SPENDING);
  });

  it("keeps a good ticket where the server is away, and asks for another where it will never be taken", () => {
    const problem = { reason: "unreachable" } as const;
    const hindered = advance(SPENDING, { event: "enrol-hindered", problem });
    expect(hindered).toEqual({ ...SPENDING, working: false, problem });
    expect(advance(hindered, { event: "enrol-again" })).toEqual(SPENDING);
    expect(advance(hindered, { event: "other-ticket" })).toEqual(ASKING);
    expect(advance(SPENDING, { event: "enrol-refused", fault: "used" })).toEqual({
      ...ASKING,
      fault: "used",
    });
    expect(advance(SPENDING, { event: "other-ticket" })).toBe(SPENDING);
  });

  it("[ENROL-2] goes on with a ticket that was not spent to its end", () => {
    const unlocking: Stage = { at: "unlock", working: true, wrong: 0, notBefore: 0 };
    expect(advance(unlocking, { event: "unlocked", unspent: TICKET })).toEqual(SPENDING);
    expect(advance(unlocking, { event: "unlocked", unspent: null })).toEqual({ at: "opening" });
  });

  it("waits longer after every wrong passphrase, up to half a minute", () => {
    let stage: Stage = { at: "unlock", working: false, wrong: 0, notBefore: 0 };
    for (let n = 1; n <= 3; n += 1) {
      stage = advance(stage, { event: "unlock-asked" });
      stage = advance(stage, { event: "unlock-refused", refusal: "wrong-passphrase", now: 1000 });
      expect(stage).toEqual({
        at: "unlock",
        working: false,
        wrong: n,
        notBefore: 1000 + 1000 * 2 ** (n - 1),
      });
    }
    expect(waitAfter(40)).toBe(30_000);
  });

  it("tells a damaged vault from a wrong passphrase", () => {
    const unlocking: Stage = { at: "unlock", working: true, wrong: 2, notBefore: 0 };
    expect(advance(unlocking, { event: "unlock-refused", refusal: "damaged", now: 0 })).toEqual({
      at: "vault-unreadable",
      reason: "damaged",
    });
  });

  it("asks for the ticket again where the opened store has no profile", () => {
    expect(advance({ at: "opening" }, { event: "no-profile" })).toEqual(ASKING);
  });

  it("is not opened by an answer that comes after leaving", () => {
    const closing: Stage = { at: "closing", why: "lock" };
    expect(advance(closing, { event: "opened", client: {} as Client })).toBe(closing);
  });
});
