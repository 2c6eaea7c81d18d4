import { encodeProfile } from "@parley/base";
import { ready } from "@parley/crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendEntry,
  makeListingRequest,
  parseListingRequest,
  type ListingRequest,
} from "../src/index.ts";
import { actKeys, admit, ALFA, AT, device, logOf, signers, user } from "./sample.ts";

let request: ListingRequest;
let text: string;

beforeAll(async () => {
  await ready();
  request = { user: user("xa1"), device: device(1) };
  text = makeListingRequest(request, actKeys(1).secretKey);
});

const refused = (refusal: "form" | "proof"): unknown => ({ ok: false, refusal });

describe("listing request", () => {
  it("[REQUEST] is read as it was made, and keeps its text", () => {
    expect(parseListingRequest(text)).toEqual({ ok: true, value: request });
    expect(text).toMatchSnapshot();
  });

  it("[REQUEST] is listed as it stands", () => {
    const parsed = parseListingRequest(text);
    if (!parsed.ok) throw new Error("not read");
    const { user: account, device: one } = parsed.value;
    const log = logOf([]);
    const operation = admit({ ...ALFA(), user: account, devices: [one] });
    const next = appendEntry(log, { at: AT, operation }, signers(log.root));
    expect(next.ok && next.value.listedDevices(account)).toEqual([one]);
  });

  it("[REQUEST] asks for a proof by the act key that it names", () => {
    expect(parseListingRequest(makeListingRequest(request, actKeys(2).secretKey))).toEqual(
      refused("proof"),
    );
    const other = JSON.parse(
      makeListingRequest({ ...request, user: user("xb2") }, actKeys(1).secretKey),
    ) as Outer;
    const { proof } = JSON.parse(text) as Outer;
    expect(parseListingRequest(encodeProfile({ ...other, proof }))).toEqual(refused("proof"));
    expect(parseListingRequest(encodeProfile({ ...other, proof: "" }))).toEqual(refused("proof"));
  });

  it("[REQUEST] refuses an edit of any character", () => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom("a", "B", "0", "", '"', "\ud800", "ü"),
        (at, put) => {
          const edited = text.slice(0, at) + put + text.slice(at + 1);
          fc.pre(edited !== text);
          expect(parseListingRequest(edited).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<[string, (request: object) => object]>([
    ["another version", (one) => ({ ...one, v: 2 })],
    ["no version", (one) => ({ ...one, v: false })],
    ["an account that is none", (one) => ({ ...one, user: "xa1" })],
    ["no device", (one) => ({ ...one, device: "DEVICE1" })],
    ["a device with a member more", (one) => ({ ...one, device: { ...device(1), name: "x" } })],
    ["a device without a key", (one) => ({ ...one, device: { ...device(1), seal: "" } })],
    ["a member more", (one) => ({ ...one, role: "officer" })],
  ])("[REQUEST] refuses %s", (_name, change) => {
    const inner = change({ user: request.user, device: request.device, v: 1 });
    expect(
      parseListingRequest(encodeProfile({ proof: "A", request: encodeProfile(inner as never) })),
    ).toEqual(refused("form"));
  });

  it("[REQUEST] refuses one that is too large", () => {
    expect(parseListingRequest(`${text}${" ".repeat(7000)}`)).toEqual(refused("form"));
    const long = encodeProfile({ proof: "A", request: "x".repeat(3000) });
    expect(parseListingRequest(long)).toEqual(refused("form"));
  });

  it("[REQUEST] never throws, whatever the text", () => {
    const inner = fc.oneof(fc.string({ unit: "binary" }), fc.json());
    const outer = fc
      .tuple(inner, inner)
      .map(([proof, one]) => JSON.stringify({ proof, request: one }));
    fc.assert(
      fc.property(fc.oneof(inner, outer), (one) => {
        expect(parseListingRequest(one).ok).toBe(false);
      }),
    );
  });

  interface Outer {
    readonly proof: string;
    readonly request: string;
  }
});
