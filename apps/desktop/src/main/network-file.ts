import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { accept, fromUtf8, refuse, type Result } from "@parley/base";
import {
  LINE_LIMIT,
  record,
  ROOT_LIMIT,
  text,
  type Decoder,
  type Network,
  type NetworkProblem,
} from "../contract/index.ts";
import { readUrl } from "./page-policy.ts";
import { readWhole, TooLarge } from "./whole-file.ts";

/** A network file, read. */
export interface NetworkFile {
  readonly window: Network;
  /** Origin of the homeserver: the only place besides itself that the window may reach. */
  readonly origin: string;
}

/** Bytes; a real one has about a thousand. */
const FILE_LIMIT = 131_072;
/** As Matrix writes the name of a server: a host or an address, and a port where it needs one. */
const SERVER_NAME = /^([A-Za-z0-9.-]{1,230}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?$/;
/** Beside the program's scripts, inside what the package's signature covers. */
const INSIDE = "network.json";

const one: Decoder<1> = (value) => (value === 1 ? accept(1) : refuse("not version 1"));
const fields = record<Network & { v: 1 }>({
  homeserver: text(LINE_LIMIT),
  root: text(ROOT_LIMIT),
  server: text(LINE_LIMIT),
  v: one,
});

/** This machine itself, by its names: the only place that an exercise may reach without TLS. */
const THIS_MACHINE = ["127.0.0.1", "[::1]", "localhost"];

/** The file that an exercise build is started with. */
export function openNetworkFile(file: string): Result<NetworkFile, NetworkProblem> {
  return read(() => readWhole(file, FILE_LIMIT), THIS_MACHINE);
}

/** The network that a release is bound to; null where it was built without one. */
export function networkInside(appFolder: string): Result<NetworkFile, NetworkProblem> | null {
  const file = path.join(appFolder, INSIDE);
  // Both of these calls look into the packed program, too.
  return existsSync(file) ? read(() => readFileSync(file), []) : null;
}

function read(
  bytesOf: () => Buffer,
  plain: readonly string[],
): Result<NetworkFile, NetworkProblem> {
  let bytes: Buffer;
  try {
    bytes = bytesOf();
  } catch (error) {
    return refuse(error instanceof TooLarge ? "too-large" : "unreadable");
  }
  const source = fromUtf8(bytes);
  return source === null ? refuse("not-json") : parseNetworkFile(source, plain);
}

/**
 * The root stays a text here: who reads it is the client.
 *
 * @param plain hosts that may be reached by http
 */
export function parseNetworkFile(
  source: string,
  plain: readonly string[],
): Result<NetworkFile, NetworkProblem> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return refuse("not-json");
  }
  const parsed = fields(value);
  if (!parsed.ok) return refuse("shape");
  const { v: _, ...window } = parsed.value;
  if (Object.values(window).includes("")) return refuse("shape");
  const origin = homeserverOrigin(window.homeserver, plain);
  if (origin === null) return refuse("homeserver");
  if (!SERVER_NAME.test(window.server)) return refuse("server");
  return accept({ window, origin });
}

/** Null unless the base URL is https, or http to one of these hosts, with nothing but an origin and a path. */
function homeserverOrigin(address: string, plain: readonly string[]): string | null {
  const url = readUrl(address);
  if (url === null || url.username !== "" || url.password !== "") return null;
  if (url.search !== "" || url.hash !== "") return null;
  const known = url.protocol === "http:" && plain.includes(url.hostname);
  return url.protocol === "https:" || known ? url.origin : null;
}
