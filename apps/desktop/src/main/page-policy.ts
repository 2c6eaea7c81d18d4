import { POLICIES } from "../contract/index.ts";

/** Where the window's page lives: a scheme of its own, so that it shares an origin with no file and no site. */
export const SCHEME = "app";
const HOST = "parley";
export const PAGE = `${SCHEME}://${HOST}/index.html`;

/** Null where the text is no absolute address. */
export function readUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** True for addresses of the window's own page and its parts. */
export function isOwnUrl(address: string): boolean {
  const url = readUrl(address);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST;
}

/**
 * True for what the window may load: its own parts, and the homeserver.
 *
 * @param homeserver an origin, or null while there is none
 */
export function mayLoad(address: string, homeserver: string | null): boolean {
  if (isOwnUrl(address)) return true;
  const url = readUrl(address);
  // By scheme as well: a blob's address has the origin of the page that made it.
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === homeserver;
}

/** The content security policy of the page, as a header: a page cannot loosen it, and one in HTML says less. */
export function contentSecurityPolicy(homeserver: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${homeserver === null ? "" : ` ${homeserver}`}`,
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${Object.values(POLICIES).join(" ")}`,
  ].join("; ");
}

/** Headers of every answer from the page's own scheme. */
export function pageHeaders(homeserver: string | null): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(homeserver),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy":
      "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}
