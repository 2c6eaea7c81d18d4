import { describe, expect, it } from "vitest";
import type { Client } from "@parley/client";
import type { StartInfo } from "../../src/contract/index.ts";
import { advance, waitAfter, type Stage } from "../../src/renderer/app/stage.ts";

const INFO: StartInfo = {
  version: "0.1.0",
  build: "exercise",
  exercise: { homeserver: "http://127.0.0.1:1", root: "r", account: "@a:b", password: "p" },
  exerciseProblem: null,
  keychain: "available",
};
const STARTING: Stage = { at: "starting" };
const SIGN_IN: Stage = { at: "sign-in", working: false, refusal: null };
const SIGNING_IN: Stage = { at: "sign-in", working: true, refusal: null };

describe("stage", () => {
  it("asks for an exercise file before anything else", () => {
    const info: StartInfo = { ...INFO, exercise: null, exerciseProblem: "shape" };
    const vault = { state: "present", sealed: "x", keychain: false } as const;
    expect(advance(STARTING, { event: "started", info, vault })).toEqual({
      at: "no-exercise",
      problem: "shape",
    });
  });

  it("leads to signing in without a vault, to unlocking with one, and says why one cannot be read", () => {
    const started = (vault: Parameters<typeof advance>[1] & { event: "started" }) =>
      advance(STARTING, vault).at;
    expect(started({ event: "started", info: INFO, vault: { state: "none" } })).toBe("sign-in");
    const present = { state: "present", sealed: "x", keychain: true } as const;
    // Nobody has typed anything yet, so there is nothing to wait for.
    expect(advance(STARTING, { event: "started", info: INFO, vault: present })).toEqual({
      at: "unlock",
      working: false,
      wrong: 0,
      notBefore: 0,
    });
    const unreadable = { state: "unreadable", reason: "keychain-away" } as const;
    expect(advance(STARTING, { event: "started", info: INFO, vault: unreadable })).toEqual({
      at: "vault-unreadable",
      reason: "keychain-away",
    });
  });

  it("drops the late answer to an attempt that was cancelled", () => {
    const cancelled = advance(SIGNING_IN, { event: "sign-in-cancelled" });
    expect(cancelled).toEqual(SIGN_IN);
    expect(advance(cancelled, { event: "signed-in", vault: "none" })).toBe(cancelled);
    const refusal = { reason: "unreachable" } as const;
    expect(advance(cancelled, { event: "sign-in-refused", refusal })).toBe(cancelled);
  });

  it("asks for a passphrase after signing in, and not again where a vault is open", () => {
    expect(advance(SIGNING_IN, { event: "signed-in", vault: "none" }).at).toBe("passphrase");
    expect(advance(SIGNING_IN, { event: "signed-in", vault: "open" }).at).toBe("opening");
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

  it("signs in again where the opened store has no profile", () => {
    expect(advance({ at: "opening" }, { event: "no-profile" })).toEqual(SIGN_IN);
  });

  it("is not opened by an answer that comes after leaving", () => {
    const closing: Stage = { at: "closing", why: "lock" };
    expect(advance(closing, { event: "opened", client: {} as Client })).toBe(closing);
  });
});
