import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALLS, type CallName, NOTICES, TICKET_LIMIT, VAULT_LIMIT } from "../src/contract/index.ts";

const start = {
  version: "1",
  build: "release",
  network: null,
  networkProblem: "shape",
  keychain: "available",
};

describe("what crosses the processes", () => {
  it("takes a start answer, and refuses one with a field more, less or of another kind", () => {
    expect(CALLS.start.answered(start)).toEqual({ ok: true, value: start });
    expect(CALLS.start.answered({ ...start, more: 1 }).ok).toBe(false);
    const { keychain: _, ...less } = start;
    expect(CALLS.start.answered(less).ok).toBe(false);
    expect(CALLS.start.answered({ ...start, keychain: "basic_text" }).ok).toBe(false);
    expect(CALLS.start.answered({ ...start, networkProblem: "odd" }).ok).toBe(false);
  });

  it("[ENROL-2] lets no account and no password come with the network", () => {
    const network = { homeserver: "https://example.org", server: "example.org", root: "r" };
    expect(CALLS.start.answered({ ...start, network }).ok).toBe(true);
    for (const more of [{ account: "@a:b" }, { password: "p" }, { log: "/x" }]) {
      expect(CALLS.start.answered({ ...start, network: { ...network, ...more } }).ok).toBe(false);
    }
  });

  it("takes from the clipboard a text within the limit of a ticket, or nothing", () => {
    const { answered } = CALLS.clipboardTicket;
    expect(answered(null).ok).toBe(true);
    expect(answered("{}").ok).toBe(true);
    expect(answered("x".repeat(TICKET_LIMIT + 1)).ok).toBe(false);
    expect(answered(undefined).ok).toBe(false);
  });

  it("takes each state of the vault, and no mixture", () => {
    const { answered } = CALLS.vaultRead;
    expect(answered({ state: "none" }).ok).toBe(true);
    expect(answered({ state: "present", sealed: "abcd", keychain: true }).ok).toBe(true);
    expect(answered({ state: "unreadable", reason: "keychain-away" }).ok).toBe(true);
    expect(answered({ state: "none", sealed: "abcd" }).ok).toBe(false);
    expect(answered({ state: "present", sealed: "abcd" }).ok).toBe(false);
    expect(answered({ state: "unreadable", reason: "whatever" }).ok).toBe(false);
  });

  it("takes as a vault only base64url within the limit", () => {
    const { asked } = CALLS.vaultWrite;
    expect(asked("abcd").ok).toBe(true);
    expect(asked("A".repeat(VAULT_LIMIT)).ok).toBe(true);
    expect(asked("A".repeat(VAULT_LIMIT + 4)).ok).toBe(false);
    const bad = ["", "ab=d", "a", "ab cd", 7, null, undefined, ["abcd"]];
    expect(bad.filter((each) => asked(each).ok)).toEqual([]);
  });

  it("takes as attention only whole numbers from 0, and exactly the two fields", () => {
    const { asked } = CALLS.attention;
    expect(asked({ unread: 0, arrived: false }).ok).toBe(true);
    const bad = [-1, 1.5, Number.NaN, Infinity, "1", 1e9];
    expect(bad.filter((unread) => asked({ unread, arrived: false }).ok)).toEqual([]);
    expect(asked({ unread: 1, arrived: 1 }).ok).toBe(false);
    expect(asked({ unread: 1, arrived: true, text: "secret" }).ok).toBe(false);
  });

  it("tells both outcomes of writing the vault apart", () => {
    const { answered } = CALLS.vaultWrite;
    expect(answered({ ok: true, value: { keychain: true } }).ok).toBe(true);
    expect(answered({ ok: false, refusal: "disk" }).ok).toBe(true);
    expect(answered({ ok: false, value: { keychain: true } }).ok).toBe(false);
    expect(answered({ ok: true, refusal: "disk" }).ok).toBe(false);
  });

  it("never throws on any value, in either direction", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        for (const name of Object.keys(CALLS) as CallName[]) {
          expect(typeof CALLS[name].asked(value).ok).toBe("boolean");
          expect(typeof CALLS[name].answered(value).ok).toBe("boolean");
        }
      }),
    );
  });

  it("gives each call and notice a channel of its own", () => {
    const channels = [
      ...Object.values(CALLS).map(({ channel }: { readonly channel: string }) => channel),
      ...Object.values(NOTICES),
    ];
    expect(new Set(channels).size).toBe(channels.length);
    expect(channels.every((channel) => channel.startsWith("parley:"))).toBe(true);
  });
});
