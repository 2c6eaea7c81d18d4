import dns, { type LookupAddress } from "node:dns";

/** `nothing listens`: the name leads to an address of this computer where connections are refused. */
export type Resolution = "here" | "nothing listens" | "not found";

/** Servers of the harness listen on the first address alone. */
const ADDRESSES = { here: "127.0.0.1", "nothing listens": "127.0.0.2" } as const;

const resolutions = new Map<string, Resolution>();
const lookup = dns.lookup;

/** The platform's resolver, as `fetch` asks it, with names added that only this process knows. */
function lookupHere(name: string, options: unknown, callback?: unknown): void {
  const answer = (callback ?? options) as (error: Error | null, ...found: unknown[]) => void;
  const resolution = resolutions.get(name);
  if (resolution === undefined) {
    Reflect.apply(lookup, dns, [name, options, answer]);
  } else if (resolution === "not found") {
    const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
    setImmediate(answer, Object.assign(error, { code: "ENOTFOUND" }));
  } else {
    const found: LookupAddress = { address: ADDRESSES[resolution], family: 4 };
    const all = (options as { readonly all?: boolean }).all === true;
    setImmediate(answer, null, ...(all ? [[found]] : [found.address, found.family]));
  }
}

/** A host name of this process alone, that can cease to be found. */
export class LocalName {
  readonly name: string;

  constructor(name: string) {
    if (dns.lookup === lookup) Object.assign(dns, { lookup: lookupHere });
    this.name = name;
    this.turn("here");
  }

  turn(resolution: Resolution): void {
    resolutions.set(this.name, resolution);
  }
}
