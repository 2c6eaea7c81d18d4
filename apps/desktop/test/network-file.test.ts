import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { networkInside, openNetworkFile, parseNetworkFile } from "../src/main/network-file.ts";
import { folder } from "./folder.ts";

const good = {
  homeserver: "http://127.0.0.1:8008/",
  root: '{"root":1}',
  server: "localhost",
  v: 1,
};
const plain = ["127.0.0.1", "[::1]", "localhost"];
const parse = (change: object, hosts = plain): ReturnType<typeof parseNetworkFile> =>
  parseNetworkFile(JSON.stringify({ ...good, ...change }), hosts);

describe("the network file", () => {
  it("reads its three texts, and no account among them", () => {
    expect(parse({})).toEqual({
      ok: true,
      value: {
        window: { homeserver: good.homeserver, root: good.root, server: good.server },
        origin: "http://127.0.0.1:8008",
      },
    });
    expect(parse({ account: "@a:localhost" })).toMatchObject({ refusal: "shape" });
    expect(parse({ password: "p" })).toMatchObject({ refusal: "shape" });
  });

  it("refuses other shapes and versions", () => {
    expect(parseNetworkFile("{", plain)).toMatchObject({ refusal: "not-json" });
    for (const text of ["null", "[]", '"x"', "{}"]) {
      expect(parseNetworkFile(text, plain)).toMatchObject({ refusal: "shape" });
    }
    const bad = [{ more: 1 }, { root: "" }, { server: null }, { v: 2 }, { v: "1" }];
    expect(bad.filter((change) => parse(change).ok)).toEqual([]);
  });

  it.each([
    "http://example.org",
    "ftp://127.0.0.1",
    "https://user:pw@example.org",
    "https://example.org?x",
    "https://example.org#x",
    "javascript:alert(1)",
    "example.org",
    "http://127.0.0.1.example.org",
  ])("refuses the homeserver %s", (homeserver) => {
    expect(parse({ homeserver })).toMatchObject({ ok: false, refusal: "homeserver" });
  });

  it("takes https anywhere, and http on this machine", () => {
    for (const homeserver of [
      "https://example.org",
      "http://localhost:1",
      "http://[::1]:1",
      "https://example.org/path",
    ]) {
      expect(parse({ homeserver })).toMatchObject({ ok: true });
    }
  });

  it("takes nothing but https where no host is named", () => {
    expect(parse({}, [])).toMatchObject({ refusal: "homeserver" });
    expect(parse({ homeserver: "https://example.org" }, []).ok).toBe(true);
  });

  it.each(["https://example.org", "a b", "example.org:x", "@a:example.org", "[zz]"])(
    "refuses the server name %j",
    (server) => {
      expect(parse({ server })).toMatchObject({ refusal: "server" });
    },
  );

  it("refuses what cannot be read, is too large or no text", () => {
    const at = folder();
    expect(openNetworkFile(path.join(at, "none"))).toMatchObject({ refusal: "unreadable" });
    expect(openNetworkFile(at)).toMatchObject({ refusal: "unreadable" });
    const file = path.join(at, "network.json");
    writeFileSync(file, "x".repeat(200_000));
    expect(openNetworkFile(file)).toMatchObject({ refusal: "too-large" });
    writeFileSync(file, Buffer.from([0xff, 0xfe]));
    expect(openNetworkFile(file)).toMatchObject({ refusal: "not-json" });
    writeFileSync(file, JSON.stringify(good));
    expect(openNetworkFile(file).ok).toBe(true);
  });

  it("is inside a release, speaks https there, or there is none", () => {
    const at = folder();
    const write = (change: object): void =>
      writeFileSync(path.join(at, "network.json"), JSON.stringify({ ...good, ...change }));
    expect(networkInside(at)).toBeNull();
    write({ homeserver: "https://example.org" });
    expect(networkInside(at)).toMatchObject({ ok: true, value: { origin: "https://example.org" } });
    write({});
    expect(networkInside(at)).toMatchObject({ refusal: "homeserver" });
    write({ homeserver: "https://example.org", v: 2 });
    expect(networkInside(at)).toMatchObject({ refusal: "shape" });
  });
});
