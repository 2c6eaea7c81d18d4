import { accept, refuse, type Result } from "@parley/base";
import { parseRoot, type TrustRoot } from "@parley/directory";
import { fieldsOf, jsonOf } from "../desk/index.ts";
import { readText, type FileRefusal } from "./read-file.ts";

/** What a build of the client is bound to: a homeserver and a trust root, never an account. */
export interface Network {
  /** Base URL without a slash at its end. */
  readonly homeserver: string;
  /** Name of the Matrix server, the part of accounts behind the colon. */
  readonly server: string;
  readonly root: TrustRoot;
}

export type NetworkRefusal =
  | FileRefusal
  | { readonly reason: "not-a-network-file"; readonly text: string };

/** The text of a network file. */
export function writeNetwork({ homeserver, server, root }: Network): string {
  return `${JSON.stringify({ homeserver, server, root: root.text, v: 1 }, null, 2)}\n`;
}

export function readNetworkFile(file: string): Result<Network, NetworkRefusal> {
  const text = readText(file, 65_536);
  if (!text.ok) return text;
  const fields = fieldsOf(jsonOf(text.value));
  const { homeserver, server, root: rootText, v } = fields ?? {};
  const root = typeof rootText === "string" ? parseRoot(rootText) : null;
  if (v !== 1 || root?.ok !== true || !isServerName(server) || !isBaseUrl(homeserver)) {
    return refuse({ reason: "not-a-network-file", text: `${file} is not a network file.` });
  }
  return accept({ homeserver, server, root: root.value });
}

/** A host, and a port where there is one. */
export function isServerName(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9.:[\]-]{1,200}$/.test(value);
}

/** https, or http to this very machine; no path, no credentials. */
export function isBaseUrl(value: unknown): value is string {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, hostname, origin } = new URL(value);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return origin === value && (protocol === "https:" || (protocol === "http:" && isHere));
}
