import { isOwnUrl, PAGE, readUrl } from "./page-policy.ts";

/** WebAssembly streams only under its own type; there is no fallback for others. */
const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  woff: "font/woff",
  woff2: "font/woff2",
};

export interface PageFile {
  /** Names from the page's folder down; each one plain, so that the path cannot leave it. */
  readonly segments: readonly string[];
  readonly type: string;
}

/** Null for an address that names no file a page of ours can have. */
export function pageFile(address: string): PageFile | null {
  const url = readUrl(address);
  if (url === null || !isOwnUrl(address) || url.search !== "") return null;
  const path = url.pathname === "/" ? new URL(PAGE).pathname : url.pathname;
  const segments = path.slice(1).split("/");
  // No "%": nothing is decoded, so nothing can be hidden in an encoding.
  if (!segments.every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name))) return null;
  const ending = /\.([a-z0-9]+)$/.exec(segments.at(-1) ?? "")?.[1] ?? "";
  const type = Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
  return type === undefined ? null : { segments, type };
}
