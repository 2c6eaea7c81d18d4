import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fromBase64Url, toUtf8 } from "@parley/base";
import { PASSPHRASE_COST, ready, sign, verify } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { writeNew } from "../src/files/write-file.ts";
import { makeOfficer, openOfficer, readPublicOfficer } from "../src/officers/officer-file.ts";
import { jsonOf, say, sayAsProcess } from "./say.ts";
import { CHEAP, PASSPHRASE } from "./secretariat.ts";
import { tempFolder } from "./temp-folder.ts";

const folder = tempFolder();

beforeAll(ready);

describe("an officer's key file", () => {
  it("opens with its passphrase, and the key signs what its public part names", () => {
    const { officer, file } = makeOfficer("1", PASSPHRASE, CHEAP);
    const opened = openOfficer(file, PASSPHRASE);
    if (!opened.ok) throw new Error(opened.refusal);
    expect(opened.value.name).toBe("1");
    expect(opened.value.publicKey).toBe(officer.publicKey);
    const sig = sign(toUtf8("x"), opened.value.keys.secretKey);
    expect(verify(sig, toUtf8("x"), fromBase64Url(officer.publicKey) ?? new Uint8Array())).toBe(
      true,
    );
  });

  it("says one plain thing for a wrong passphrase, whatever it was", () => {
    const { file } = makeOfficer("1", PASSPHRASE, CHEAP);
    for (const wrong of ["", "horse battery staple coppeR", `${PASSPHRASE} `, "x".repeat(5000)]) {
      expect(openOfficer(file, wrong)).toEqual({ ok: false, refusal: "passphrase" });
    }
  });

  it("does not open after any change of what stands in the clear beside the box", () => {
    const { file } = makeOfficer("1", PASSPHRASE, CHEAP);
    const other = makeOfficer("2", PASSPHRASE, CHEAP).officer.publicKey;
    const mine = readPublicOfficer(file)?.publicKey ?? "";
    for (const changed of [
      file.replace('"name": "1"', '"name": "2"'),
      file.replace(mine, other),
      file.replace('"memlimit": 8192', '"memlimit": 16384'),
      file.replace('"opslimit": 1', '"opslimit": 2'),
    ]) {
      expect(changed).not.toBe(file);
      expect(openOfficer(changed, PASSPHRASE).ok).toBe(false);
    }
  });

  it("is read whatever it holds, without an exception and without costs that stall the machine", () => {
    const { file } = makeOfficer("1", PASSPHRASE, CHEAP);
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
        const text = file.slice(0, at) + put + file.slice(at + 1);
        const opened = openOfficer(text, PASSPHRASE);
        expect(opened.ok ? "opened" : opened.refusal).toMatch(/^(opened|form|passphrase)$/);
      }),
      { numRuns: 300 },
    );
    expect(openOfficer(file.replace("8192", "8589934592"), PASSPHRASE)).toEqual({
      ok: false,
      refusal: "form",
    });
  });

  it("pays the full cost unless it is told otherwise", () => {
    const { file } = makeOfficer("1", PASSPHRASE);
    expect(file).toContain(`"opslimit": ${PASSPHRASE_COST.opslimit}`);
    expect(file).toContain(`"memlimit": ${PASSPHRASE_COST.memlimit}`);
  });
});

describe("init officer", () => {
  it("asks twice, and writes a file for its owner only", async () => {
    const file = path.join(folder(), "1.parley-officer");
    const said = await say(["init", "officer", "--name", "1", "--out", file, "--json"], {
      typed: [PASSPHRASE, PASSPHRASE],
    });
    expect(said.code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(jsonOf(said)).toMatchObject({ ok: true, name: "1" });
    expect(said.out + said.err).not.toContain(PASSPHRASE);
  });

  it("makes nothing of a short passphrase, or of two that differ", async () => {
    const file = path.join(folder(), "1.parley-officer");
    const args = ["init", "officer", "--name", "1", "--out", file, "--json"];
    const short = await say(args, { typed: ["short", "short"] });
    expect([short.code, jsonOf(short)["reason"]]).toEqual([1, "too-short"]);
    const differ = await say(args, { typed: [PASSPHRASE, `${PASSPHRASE}s`] });
    expect([differ.code, jsonOf(differ)["reason"]]).toEqual([1, "differ"]);
    expect(existsSync(file)).toBe(false);
  });

  it("advises against a passphrase that is guessed early", async () => {
    const file = path.join(folder(), "1.parley-officer");
    const weak = "passwordpassword";
    const said = await say(["init", "officer", "--name", "1", "--out", file], {
      typed: [weak, weak],
    });
    expect(said.err).toContain("guessed early");
  });

  it("never writes over a key that is there", async () => {
    const file = path.join(folder(), "1.parley-officer");
    writeNew(file, "here");
    const said = await say(["init", "officer", "--name", "1", "--out", file, "--json"], {
      typed: [PASSPHRASE, PASSPHRASE],
    });
    expect([said.code, jsonOf(said)["reason"]]).toEqual([1, "exists"]);
    expect(writeNew(file, "there")).toBe(false);
  });

  it("takes no passphrase from a pipe: only from a terminal, or from a file that nobody else reads", async () => {
    const file = path.join(folder(), "1.parley-officer");
    const said = await sayAsProcess(
      ["init", "officer", "--name", "1", "--out", file],
      `${PASSPHRASE}\n${PASSPHRASE}\n`,
    );
    expect(said.code).toBe(2);
    expect(said.err).toContain("--passphrase-file");
    expect(existsSync(file)).toBe(false);
  });
});
