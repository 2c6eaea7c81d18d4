import { describe, expect, it } from "vitest";
import { pageFile } from "../src/main/page-file.ts";
import { contentSecurityPolicy, isOwnUrl, mayLoad } from "../src/main/page-policy.ts";

describe("the page's own scheme", () => {
  it("names files by plain segments and their own types", () => {
    expect(pageFile("app://parley/")).toEqual({
      segments: ["index.html"],
      type: "text/html; charset=utf-8",
    });
    expect(pageFile("app://parley/assets/crypto-B_1x.wasm")).toEqual({
      segments: ["assets", "crypto-B_1x.wasm"],
      type: "application/wasm",
    });
    expect(pageFile("app://parley/assets/a.js#part")?.type).toBe("text/javascript; charset=utf-8");
  });

  it.each([
    "app://parley/%2e%2e%2fmain.js",
    "app://parley/..%5cmain.js",
    "app://parley/a%00.js",
    "app://parley/.hidden.js",
    "app://parley//etc/passwd.js",
    "app://parley/a//b.js",
    "app://parley/assets/",
    "app://parley/noending",
    "app://parley/a.exe",
    "app://parley/a.js?x=1",
    "app://elsewhere/index.html",
    "app://parley:80/index.html",
    "https://parley/index.html",
    "file:///etc/passwd.js",
    "no address",
  ])("finds no file for %s", (address) => {
    expect(pageFile(address)).toBeNull();
  });

  it("keeps climbing inside the page's folder", () => {
    // The standard scheme resolves the dots before anyone sees them; nothing above the folder remains.
    expect(pageFile("app://parley/../../main.js")?.segments).toEqual(["main.js"]);
  });

  it("lets the page load itself and its homeserver, and nothing else", () => {
    const homeserver = "https://hs.example.org:8448";
    expect(mayLoad("app://parley/assets/a.js", homeserver)).toBe(true);
    expect(mayLoad("https://hs.example.org:8448/_matrix/client/versions", homeserver)).toBe(true);
    const others = [
      "https://hs.example.org/_matrix",
      "http://hs.example.org:8448/",
      "https://hs.example.org.evil.org:8448/",
      "https://user@evil.org/?https://hs.example.org:8448",
      "wss://hs.example.org:8448/",
      "file:///etc/passwd",
      "data:text/html,x",
      "blob:https://hs.example.org:8448/1",
      "app://other/",
      "devtools://devtools/bundled/inspector.html",
    ];
    expect(others.filter((other) => mayLoad(other, homeserver))).toEqual([]);
    expect(mayLoad("https://hs.example.org:8448/", null)).toBe(false);
    expect(isOwnUrl("app://parley.evil/")).toBe(false);
  });

  it("sends a policy that names the homeserver's origin and only the known worker policies", () => {
    const policy = contentSecurityPolicy("https://hs.example.org");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' https://hs.example.org;");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toMatch(/trusted-types parley-vault-worker$/);
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(contentSecurityPolicy(null)).toContain("connect-src 'self';");
  });
});
