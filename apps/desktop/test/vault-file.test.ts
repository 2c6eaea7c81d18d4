import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Vault, type Wrapping } from "../src/main/vault-file.ts";
import { folder } from "./folder.ts";

const none: Wrapping = { backend: null, wrap: () => new Uint8Array(), unwrap: () => "" };

/** A keychain that shifts bytes by its key, and knows its own wrappings by their first byte. */
function keychain(key: number): Wrapping {
  return {
    backend: "test-keyring",
    wrap: (plain) => Uint8Array.from([key, ...[...Buffer.from(plain)].map((b) => (b + key) & 255)]),
    unwrap: ([mark, ...rest]) => {
      if (mark !== key) throw new Error("another key");
      return Buffer.from(rest.map((b) => (b - key) & 255)).toString();
    },
  };
}

describe("the vault's file", () => {
  it("reads none, then what was written, and is only this user's", () => {
    const file = path.join(folder(), "vault.json");
    const vault = new Vault(file, () => none);
    expect(vault.read()).toEqual({ state: "none" });
    expect(vault.write("abcd")).toEqual({ ok: true, value: { keychain: false } });
    expect(vault.read()).toEqual({ state: "present", sealed: "abcd", keychain: false });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(["vault.json"]);
  });

  it("wraps by the keychain where there is one, and says so", () => {
    const file = path.join(folder(), "vault.json");
    const vault = new Vault(file, () => keychain(7));
    expect(vault.write("c2VhbGVk")).toEqual({ ok: true, value: { keychain: true } });
    expect(readFileSync(file, "utf8")).not.toContain("c2VhbGVk");
    expect(vault.read()).toEqual({ state: "present", sealed: "c2VhbGVk", keychain: true });
  });

  it("tells a keychain that is away from one with another key, and keeps the vault from writing", () => {
    const file = path.join(folder(), "vault.json");
    new Vault(file, () => keychain(7)).write("c2VhbGVk");
    const before = readFileSync(file, "utf8");
    const away = new Vault(file, () => none);
    expect(away.read()).toEqual({ state: "unreadable", reason: "keychain-away" });
    expect(away.write("bmV3")).toEqual({ ok: false, refusal: "unreadable-kept" });
    const other = new Vault(file, () => keychain(8));
    expect(other.read()).toEqual({ state: "unreadable", reason: "keychain-other" });
    expect(other.write("bmV3")).toEqual({ ok: false, refusal: "unreadable-kept" });
    expect(readFileSync(file, "utf8")).toBe(before);
    expect(new Vault(file, () => keychain(7)).read().state).toBe("present");
  });

  it.each([
    ["an empty file", ""],
    ["half a file", '{"format":"parley-vault-1","keych'],
    ["another format", '{"format":"parley-vault-2","keychain":"","body":"abcd"}'],
    ["a field too many", '{"format":"parley-vault-1","keychain":"","body":"abcd","x":1}'],
    ["no base64url", '{"format":"parley-vault-1","keychain":"","body":"a b"}'],
    ["an empty body", '{"format":"parley-vault-1","keychain":"","body":""}'],
    ["far too much", "x".repeat(100_000)],
  ])("reads %s as damaged, and keeps it", (_name, text) => {
    const file = path.join(folder(), "vault.json");
    writeFileSync(file, text);
    const vault = new Vault(file, () => none);
    expect(vault.read()).toEqual({ state: "unreadable", reason: "damaged" });
    expect(vault.write("abcd")).toEqual({ ok: false, refusal: "unreadable-kept" });
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("reads what the system does not let it read as such, and keeps it", () => {
    const file = path.join(folder(), "vault.json");
    mkdirSync(file);
    const vault = new Vault(file, () => none);
    expect(vault.read()).toEqual({ state: "unreadable", reason: "file" });
    expect(vault.write("abcd")).toEqual({ ok: false, refusal: "unreadable-kept" });
  });

  it("keeps the vault before it when the disk refuses the new one", () => {
    const at = folder();
    const file = path.join(at, "vault.json");
    const vault = new Vault(file, () => none);
    vault.write("abcd");
    // The place of the unfinished file is taken by a folder: writing it fails, as on a full disk.
    mkdirSync(`${file}.${process.pid}.unfinished/inside`, { recursive: true });
    expect(vault.write("bmV3")).toEqual({ ok: false, refusal: "disk" });
    expect(vault.read()).toEqual({ state: "present", sealed: "abcd", keychain: false });
  });

  it("falls back to no wrapping, and says so, when the keychain does not wrap", () => {
    const file = path.join(folder(), "vault.json");
    const locked: Wrapping = {
      ...keychain(7),
      wrap: () => {
        throw new Error("locked");
      },
    };
    expect(new Vault(file, () => locked).write("abcd")).toEqual({
      ok: true,
      value: { keychain: false },
    });
  });

  it("erases a vault, readable or not, and again", () => {
    const file = path.join(folder(), "vault.json");
    writeFileSync(file, "damaged");
    chmodSync(file, 0o400);
    const vault = new Vault(file, () => none);
    vault.erase();
    expect(existsSync(file)).toBe(false);
    vault.erase();
    expect(vault.read()).toEqual({ state: "none" });
  });
});
